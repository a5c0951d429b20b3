from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.queries.topics import topic_names
from portal.core.fit import Question
from portal.core.fit_ranking import (
    in_sections,
    listed,
    rank,
    ruled_out,
    shortlist,
    would_change,
)
from portal.fit.addresses import keep_url, list_url, question_url
from portal.fit.answers import MINE, Asked, read_asked
from portal.fit.offers import all_offers
from portal.fit.own_answers import asked_of, own_cells
from portal.fit.questions import ORDER, frame, options, other_languages
from portal.fit.sections import told_sections
from portal.fit.words import QUESTIONS, Names, answer_words, ruled_out_words, told
from portal.kit import clock
from portal.people.actions.answers import keep_answers
from portal.people.queries.skills import skill_names, vocabulary

MOST_THAT_DO_NOT = 5
# What another answer would change is tried on so many of each list: one from further down hardly
# reaches the top.
MOST_JUDGED_ANEW = 500


@require_safe
def question(request):
    """One question. Its form leads to the next with all answers so far in the address."""
    names = known_names()
    if not request.GET and request.user.is_authenticated:
        asked = asked_of(person=request.user)
    else:
        asked = read(request, names)
    here = asked_for(request)
    return unclear(request, asked, names, then=question_url, here=here) or page(
        request, asked, names, here
    )


@require_safe
def found(request):
    """The list. Never empty while anything is open at all."""
    names = known_names()
    asked = read(request, names)
    detour = unclear(request, asked, names)
    if detour:
        return detour
    person = request.user if request.user.is_authenticated else None
    mine = frozenset()
    if MINE in asked.when and person:
        # Free hours are told on the clocks of the account, wherever a link says one is.
        asked = replace(asked, tz=person.timezone or asked.tz)
        mine = own_cells(person=person)
    answers, offers = asked.answers(mine=mine), all_offers(now=clock.now(), person=person)
    ranked = rank(offers, answers)
    shown = listed(ranked)
    sections = told_sections(shown, names, asked)
    blocked = [fit for fit in ranked if fit.is_blocked and fit not in shown[fit.offer.section]]
    best = [fit.offer for fits in in_sections(ranked).values() for fit in fits[:MOST_JUDGED_ANEW]]
    context = {
        "sections": sections,
        "first": sections[0].rows[0] if sections else None,
        "is_fitting": any(fit.is_fitting for fit in ranked),
        "none_because": [ruled_out_words(*each) for each in ruled_out(ranked).items()],
        "is_asked": asked != Asked(tz=asked.tz),
        "blocked": [told(fit, names, asked) for fit in shortlist(blocked, most=MOST_THAT_DO_NOT)],
        "would_change": [
            (QUESTIONS[each], question_url(asked, each)) for each in would_change(best, answers)
        ],
        "applied": [
            (answer_words(each, asked, names), list_url(asked.without(each)))
            for each in Question
            if asked.says(each)
        ],
        "is_zone_missing": bool(asked.when) and not asked.tz,
        "times_url": question_url(asked, Question.TIMES),
        "first_url": question_url(asked, ORDER[0]),
        "keep_url": keep_url(asked),
        "zone": request.reader_zone,
    }
    return render(request, "fit/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request):
    """After a sign-in on the way here it is a GET, which keeps nothing and shows the list."""
    asked = read(request, known_names())
    if request.method == "POST":
        keep_answers(
            person=request.user,
            skills=asked.skills,
            languages=asked.languages,
            hours=asked.hours,
            timezone=asked.tz,
            by=request.user,
        )
        messages.success(
            request, _("Kept in your profile. Nobody else sees it until you say so there.")
        )
    return redirect(list_url(asked))


def known_names() -> Names:
    return Names(skills=skill_names(), topics=topic_names())


def read(request, names: Names) -> Asked:
    return read_asked(request.GET, skills=names.skills, topics=names.topics)


def asked_for(request) -> Question:
    wanted = request.GET.get("ask", "")
    return Question(wanted) if wanted in ORDER else ORDER[0]


def unclear(request, asked: Asked, names: Names, then=list_url, **then_with):
    """The question again when a word or zone typed into it is not known, else None.

    Known words become answers, and `then` is the address that has them.
    """
    typed, zone = request.GET.get("word", "").strip(), request.GET.get("tz", "")
    if typed:
        words = vocabulary()
        reading = words.read(typed)
        asked = replace(asked, skills=tuple(sorted({*asked.skills, *reading.known})))
        if not reading.unknown:
            return redirect(then(asked, *then_with.values()))
        missing = [
            (part, [(names.of("skills", slug), add(asked, slug)) for slug in words.similar(part)])
            for part in reading.unknown
        ]
        return page(request, asked, names, Question.SKILLS, missing=missing)
    if zone and not asked.tz:
        return page(request, asked, names, Question.TIMES, refused_zone=zone[:64])
    return None


def add(asked: Asked, skill: str) -> str:
    more = replace(asked, skills=tuple(sorted({*asked.skills, skill})))
    return question_url(more, Question.SKILLS)


def page(request, asked: Asked, names: Names, here: Question, *, missing=(), refused_zone=""):
    person = request.user if request.user.is_authenticated else None
    context = {
        **frame(here, asked, names),
        "options": options(here, asked, names, person),
        "missing": missing,
        "refused_zone": refused_zone,
        "tz": refused_zone or asked.tz or request.reader_zone or "",
        "skill_names": names.skills.values(),
        "other_languages": other_languages(asked, names),
    }
    return render(request, "fit/question.html", context)
