"""What has to be done first, and how far an applicant is with it."""

from dataclasses import dataclass

from mentorship.models import WAITING, Application, Prerequisite, Proof, ProofState


@dataclass(frozen=True)
class FirstRow:
    """`proof` is None as long as nothing was shown."""

    prerequisite: Prerequisite
    proof: Proof | None

    @property
    def is_done(self) -> bool:
        return self.proof is not None and self.proof.state == ProofState.ACCEPTED

    @property
    def state(self) -> str:
        return str(self.proof.get_state_display()) if self.proof else ""


def is_waiting(application: Application) -> bool:
    return application.status in WAITING


def first_of(application: Application) -> list[FirstRow]:
    """Two queries."""
    asked = Prerequisite.objects.filter(cohort=application.cohort_id, role=application.role)
    shown = {one.prerequisite_id: one for one in Proof.objects.filter(application=application)}
    return [FirstRow(one, shown.get(one.pk)) for one in asked]
