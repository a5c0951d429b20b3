from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.people.queries.account import account_facts


@login_required
@require_safe
def account(request):
    return render(request, "people/account.html", {"facts": account_facts(person=request.user)})
