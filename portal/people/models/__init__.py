from .availability import AvailabilityWindow
from .language import LanguageLevel, PersonLanguage
from .profile import Audience, Disclosure, Part, Profile
from .skill import PersonSkill, Skill, SkillArea, SkillSynonym
from .user import User

__all__ = [
    "Audience",
    "AvailabilityWindow",
    "Disclosure",
    "LanguageLevel",
    "Part",
    "PersonLanguage",
    "PersonSkill",
    "Profile",
    "Skill",
    "SkillArea",
    "SkillSynonym",
    "User",
]
