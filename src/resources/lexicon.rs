//! What words are, as bits: each list in `gazetteers/lexicon/` is a class of words, named as its file is.

/// A set of word classes, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u64);

impl Classes {
    /// Whether it shares a class with `other`.
    #[inline]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $constant:ident = $name:literal;)*) => {
        impl Classes {
            classes!(@bits 0; $($(#[$doc])* $constant;)*);

            /// The lists that the program itself asks for, by file name. A list of another name is a class
            /// of its own, for patterns to refer to.
            pub const NAMED: &[(&str, Classes)] = &[$(($name, Classes::$constant)),*];
        }
    };
    (@bits $bit:expr; $(#[$doc:meta])* $constant:ident; $($rest:tt)*) => {
        $(#[$doc])*
        pub const $constant: Classes = Classes(1 << ($bit));
        classes!(@bits $bit + 1; $($rest)*);
    };
    (@bits $bit:expr;) => {};
}

classes! {
    /// An ordinary word, written in lower case.
    COMMON = "word";
    /// A given name.
    GIVEN = "given-name";
    /// A surname.
    SURNAME = "surname";
    /// A title that stands before a person's name: Mr, Senator, General.
    TITLE = "title";
    /// An office or occupation: minister, spokesman, analyst.
    ROLE = "role";
    /// A word before a role that belongs to it: prime, foreign, deputy, former.
    ROLE_MODIFIER = "role-modifier";
    /// A company's legal form: Inc, AG, Ltd.
    LEGAL_FORM = "legal-form";
    /// A last word of names of bodies: Committee, Group, University.
    ORGANIZATION_HEAD = "organization-head";
    /// A first word of names of bodies: Ministry (of), Bank (of), University (of).
    ORGANIZATION_START = "organization-start";
    /// A last word of names of places: River, County, Airport.
    PLACE_HEAD = "place-head";
    /// A first word of names of places: Lake, Mount, Port.
    PLACE_START = "place-start";
    /// A small word inside of personal names: de, van, bin, al.
    PARTICLE = "particle";
    /// A form of a verb whose object is a person: killed, married, arrested.
    PERSON_VERB = "person-verb";
    /// A form of a verb of what firms do or is done to them: acquired, sued, sanctioned.
    FIRM_VERB = "firm-verb";
    /// A verb of saying.
    SAY = "say";
    /// A preposition before places: in, near, from.
    LOCATIVE = "locative";
    /// A form of be.
    BE = "be";
    /// A form of have.
    HAVE = "have";
    /// A modal or auxiliary verb other than be and have.
    AUXILIARY = "auxiliary";
    /// A word that negates.
    NEGATION = "negation";
    /// A word between parts of a verb that changes nothing for us: also, recently.
    ADVERB = "adverb";
    /// An article, demonstrative or possessive.
    DETERMINER = "determiner";
    /// A pronoun.
    PRONOUN = "pronoun";
    /// A word that says a claim is an allegation: alleged, suspected.
    ALLEGED = "alleged";
    /// A word that says something is meant, not done: plan, vow, seek.
    PLANNED = "planned";
    /// A word that says something may be: may, might, possibly.
    POSSIBLE = "possible";
    /// A word that begins a condition: if, unless.
    CONDITIONAL = "conditional";
    /// A word that begins a clause: who, which, that, after, while.
    CLAUSE = "clause";
    /// A month.
    MONTH = "month";
    /// A day of the week.
    WEEKDAY = "weekday";
    /// A word behind a name that tells it is a body's: shares, spokesman, officials.
    OF_BODY = "of-body";
    /// A word for people who are named by surname: kin, ages.
    KIN = "kin";
    /// A word of time.
    TIME = "time";
    /// A verb of denying.
    DENY = "deny";
    /// A thing that a name before it owns or describes, so that the name is not what the verb acts on: servers, jets.
    PROPERTY = "property";
    /// A preposition other than those of place.
    PREPOSITION = "preposition";
    /// A verb that carries another and leaves it a fact: manage to, begin to.
    CARRIES = "carries";
    /// A verb that carries another and says it did not happen: fail to, refuse to.
    FAILS = "fails";
    /// A compass word: northern, south-eastern.
    COMPASS = "compass";
    /// A word that has a capital and by itself names no person, body or place: Muslims, Internet, Christmas.
    NO_NAME = "no-name";
    /// A verb of matches, which clubs do: beat, defeated, thrashed.
    PLAYS = "plays";
    /// A player or coach of a club: striker, goalkeeper.
    PLAYER = "player";
    /// A word for those who fight for a state or group, behind its name: forces, military.
    FORCE = "force";
    /// A word between a name and such a word: security (forces).
    FORCE_MODIFIER = "force-modifier";
    /// One who speaks or trades for the firm named before, or behind "at": analyst, trader.
    ANALYST = "analyst";
    /// One who holds a post in a body, behind "at" or "with": partner, engineer.
    EMPLOYEE = "employee";
    /// A last word of names of events, laws and prizes, which are no person, body or place: Summit, Act.
    EVENT_HEAD = "event-head";
    /// A word for people whose body has it in its name with 's: People's Court, Workers' Union.
    MEMBERS = "members";
    /// The past of a verb that does not end in -ed: bought, was.
    PAST = "past";
    /// A word for a firm, before its name: retailer, drugmaker.
    FIRM_NOUN = "firm-noun";
    /// What is said for short of an index of shares: (the) Dow.
    INDEX = "index";
    /// A word for a leader's time in office, behind the name: administration, presidency.
    REIGN = "reign";
}

/// The first bit free for lists that the program does not name.
pub(super) const FIRST_FREE_CLASS: u32 = Classes::NAMED.len() as u32;
