from .availability import AvailabilityWindow
from .language import LanguageLevel, PersonLanguage
from .profile import Audience, Disclosure, Part, Profile
from .skill import (
    Importance,
    LearnLevel,
    PersonSkill,
    Skill,
    SkillArea,
    SkillSynonym,
    TeachLevel,
)
from .user import User

__all__ = [
    "Audience",
    "AvailabilityWindow",
    "Disclosure",
    "Importance",
    "LanguageLevel",
    "LearnLevel",
    "Part",
    "PersonLanguage",
    "PersonSkill",
    "Profile",
    "Skill",
    "SkillArea",
    "SkillSynonym",
    "TeachLevel",
    "User",
]
