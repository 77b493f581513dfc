//! `patterns/evidence/`: what each piece of evidence is worth for each label, as data that people can read and edit.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Compiler, File, toml_file};
use crate::error::{Error, Result};
use crate::word::fold;

/// The labels that evidence speaks for.
pub(super) const LABELS: usize = 3;

macro_rules! features {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A piece of evidence for or against a name being a person, an organisation or a place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature {
            $($(#[$doc])* $variant,)*
        }

        impl Feature {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in `patterns/evidence/` and in explanations.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

features! {
    /// Every candidate has it: what a capital alone is worth.
    Capital = "capital",
    /// One word.
    OneWord = "one-word",
    /// Two words.
    TwoWords = "two-words",
    /// Three words.
    ThreeWords = "three-words",
    /// Four words or more.
    ManyWords = "many-words",
    /// The first word is a common given name.
    GivenStrong = "given-name-common",
    /// The first word is a rare given name.
    GivenWeak = "given-name-rare",
    /// The last word is a common surname.
    SurnameStrong = "surname-common",
    /// The last word is a rare surname.
    SurnameWeak = "surname-rare",
    /// The last word of several is in no list of names or words.
    LastUnknown = "last-word-unknown",
    /// An initial stands inside: John F. Kennedy.
    Initial = "initial-inside",
    /// It begins with an initial: J. Smith.
    StartsWithInitial = "starts-with-initial",
    /// A particle stands inside: van, bin, de.
    Particle = "particle-inside",
    /// The first word is an ordinary word.
    FirstCommon = "first-word-ordinary",
    /// The last word is an ordinary word.
    LastCommon = "last-word-ordinary",
    /// Every word is an ordinary word.
    AllCommon = "all-words-ordinary",
    /// One word, ordinary, and first of its sentence.
    CommonAtStart = "ordinary-word-at-sentence-start",
    /// First of its sentence, where a capital says less.
    AtStart = "sentence-start",
    /// The sentence is written in title case or capitals.
    CapitalsAround = "headline-capitals",
    /// It ends with a legal form: Inc, AG.
    LegalForm = "legal-form-last",
    /// It ends with a word of names of bodies: Committee, Group.
    OrganizationHead = "organization-head-last",
    /// A word of names of bodies stands inside.
    OrganizationHeadInside = "organization-head-inside",
    /// It begins with such a word and goes on with of or for: Ministry of.
    OrganizationStart = "organization-start-of",
    /// It ends with a word of names of places: River, County.
    PlaceHead = "place-head-last",
    /// It begins with a word of names of places: Lake, Mount.
    PlaceStart = "place-start-first",
    /// Of, for or and stands inside without an opening word of a body.
    ConnectorInside = "connector-inside",
    /// And or & stands inside.
    AndInside = "and-inside",
    /// A title or role stands inside.
    TitleInside = "title-inside",
    /// A demonym is its first word: Russian Railways.
    DemonymFirst = "demonym-first",
    /// A known place is its first word: Oslo University.
    PlaceFirst = "place-first",
    /// A known place is its last word.
    PlaceLast = "place-last",
    /// One word of two to five capitals.
    Acronym = "acronym",
    /// One word in capitals of six letters or more.
    LongUpper = "long-upper",
    /// One word with a capital inside: `ScarCruft`.
    MixedCase = "mixed-case",
    /// Digits inside.
    Digit = "digit-inside",
    /// A listed person, sure form.
    ListedPerson = "listed-person",
    /// A listed organisation, sure form.
    ListedOrganization = "listed-organization",
    /// A listed place, sure form.
    ListedPlace = "listed-place",
    /// A listed person that needs a second cue.
    MaybePerson = "listed-person-maybe",
    /// A listed organisation that needs a second cue.
    MaybeOrganization = "listed-organization-maybe",
    /// A listed place that needs a second cue.
    MaybePlace = "listed-place-maybe",
    /// A country.
    ListedCountry = "listed-country",
    /// A listed thing of another label: a weapon, a war, malware.
    ListedOther = "listed-other",
    /// A title stands right before: Senator.
    TitleBefore = "title-before",
    /// A role stands right before: spokesman.
    RoleBefore = "role-before",
    /// A place preposition right before: in, near.
    LocativeBefore = "in-before",
    /// "of" right before.
    OfBefore = "of-before",
    /// "the" right before.
    TheBefore = "the-before",
    /// "by" right before.
    ByBefore = "by-before",
    /// A compass word right before: northern.
    CompassBefore = "compass-before",
    /// A kinship word right before: wife.
    KinBefore = "kin-before",
    /// A verb of saying right before or behind.
    SaidBeside = "said-beside",
    /// A possessive behind: 's.
    PossessiveBehind = "possessive-behind",
    /// A word that tells a body behind: shares, spokesman.
    OfBodyBehind = "of-body-behind",
    /// A comma and a number, an age, behind.
    AgeBehind = "age-behind",
    /// A comma and a role behind: ", a spokesman".
    RoleBehind = "role-behind",
    /// A comma and a known place behind: Memphis, Tennessee.
    CommaPlaceBehind = "comma-place-behind",
    /// A comma and a place before: the state after the city.
    CommaPlaceBefore = "comma-place-before",
    /// A bracket with an acronym of it behind: (UNESCO).
    DefinesAcronym = "acronym-behind",
    /// A ticker in brackets behind: (`XOM.N`).
    TickerBehind = "ticker-behind",
    /// An auxiliary or "who" behind.
    WhoBehind = "who-behind",
    /// It stands in a dateline.
    Dateline = "dateline",
    /// A lower-case word goes on from it by a hyphen: Moscow-based.
    HyphenBased = "based-behind",
    /// The article also writes it in lower case.
    MemoryLower = "article-lower-case",
    /// First of its sentence, several words, and the article also writes the first in lower case.
    FirstLower = "article-lower-case-first",
    /// One word, first of its sentence, and with a capital inside of another sentence.
    CapitalElsewhere = "article-capital",
    /// A capitalised word that it leaves out stands right before.
    CapitalBefore = "capital-before",
    /// A capitalised word that it leaves out stands right behind.
    CapitalBehind = "capital-behind",
    /// "of" or "for" and a capital behind: Federal Court (of Australia).
    OfCapitalBehind = "of-capital-behind",
    /// A capital and "of" or "for" before: (Federal Court of) Australia.
    CapitalOfBefore = "capital-of-before",
    /// "and" or "&" and a capital behind.
    AndCapitalBehind = "and-capital-behind",
    /// A capital and "and" or "&" before.
    CapitalAndBefore = "capital-and-before",
    /// A comma and a capital behind.
    CommaCapitalBehind = "comma-capital-behind",
    /// A capital and a comma before.
    CapitalCommaBefore = "capital-comma-before",
    /// A hyphen behind, other than `-based`.
    HyphenBehind = "hyphen-behind",
    /// A hyphen before.
    HyphenBefore = "hyphen-before",
    /// A number behind.
    NumberBehind = "number-behind",
    /// A number before.
    NumberBefore = "number-before",
    /// An opening bracket behind, of nothing that is known.
    BracketBehind = "bracket-behind",
    /// It stands right behind an opening bracket.
    BracketBefore = "bracket-before",
    /// A quote mark on both sides.
    Quoted = "quoted",
    /// A colon behind.
    ColonBehind = "colon-behind",
    /// It ends its sentence.
    AtEnd = "sentence-end",
    /// It is all of its sentence or line.
    WholeSentence = "whole-sentence",
    /// The sentence is in capitals throughout.
    AllCapitals = "headline-all-capitals",
    /// One word that no list has.
    OneUnknown = "one-word-unknown",
    /// One word that no list has, first of its sentence.
    UnknownAtStart = "one-word-unknown-at-sentence-start",
    /// One ordinary word with a capital inside of a sentence.
    OneCommon = "one-word-ordinary",
    /// One word, a given name.
    GivenAlone = "given-name-alone",
    /// One word, a common surname and nothing else.
    SurnameAlone = "surname-alone",
    /// The first word is a given name and the last a surname.
    GivenSurname = "given-name-and-surname",
    /// The first word is a given name and the last in no list.
    GivenUnknown = "given-name-and-unknown",
    /// Several words, all in capitals.
    SeveralUpper = "several-words-upper",
    /// One word, of those that end names of bodies: Parliament.
    OrganizationHeadAlone = "organization-head-alone",
    /// The last word is a role or title.
    RoleLast = "role-last",
    /// The first word goes before roles: Chief, Deputy.
    RoleModifierFirst = "role-modifier-first",
    /// The first word is a pronoun, an article, a preposition or the like.
    FunctionFirst = "function-word-first",
    /// A month or a day of the week is its first or last word.
    Calendar = "calendar-word",
    /// A hyphen inside.
    HyphenInside = "hyphen-inside",
    /// The words of a list mean things of more than one label.
    Ambiguous = "listed-ambiguous",
    /// One listed word, sure, that is an ordinary word too.
    ListedCommon = "listed-ordinary-word",
    /// The last word ends as surnames of Slavic languages do.
    EndsSlavic = "ends-slavic-surname",
    /// The last word ends as surnames of Germanic languages do.
    EndsGermanic = "ends-germanic-surname",
    /// The last word ends as surnames of Romance or other languages do.
    EndsRomance = "ends-romance-surname",
    /// The last word ends as names of places do.
    EndsPlace = "ends-place",
    /// The last word ends as names of firms do.
    EndsFirm = "ends-firm",
    /// The last word ends as nouns and adjectives in -ism, -ish, -ese do.
    EndsNoun = "ends-noun",
    /// A word of titles or roles, with a capital, stands before the word before.
    TitleNear = "title-near",
    /// One word, a title.
    TitleAlone = "title-alone",
    /// An & inside.
    AmpersandInside = "ampersand-inside",
    /// A legal form inside, with more behind it: (Larami Corp.) of Philadelphia.
    LegalFormInside = "legal-form-inside",
    /// Long words in capitals beside others: (Moscow) PRAVDA.
    CaseChange = "case-change-inside",
    /// "and" inside, beside a name that a list knows.
    AndListed = "and-listed-inside",
    /// One listed word with its stop, behind a capital and a comma: (Peoria,) Ill.
    ShortBehindComma = "abbreviation-behind-comma",
    /// A verb whose object is a person stands before: killed (Kennedy).
    PersonVerbBefore = "person-verb-before",
    /// The passive of such a verb stands behind: (Lincoln) was shot.
    PersonVerbBehind = "person-verb-behind",
    /// Between the place and the language of a line that says where a text was heard: Prague (Radio Prague) in English 0900 GMT.
    SourceLine = "source-line",
    /// A syllable in lower case behind a hyphen: Hwang In-beom.
    LowerSyllable = "lower-syllable-last",
    /// Capitals alone in brackets, behind a word with a capital: Purchasing Management (NAPM).
    BracketAcronym = "acronym-in-brackets",
    /// Where a list knows a body of that name that needs a second cue, what firms do or who leads them stands beside it:
    /// Unless (Shell) buys BP.
    FirmBeside = "firm-verb-beside",
    /// "and" between what a body is for: Ministry of Hajj and Umrah.
    SubjectsJoined = "subjects-joined",
    /// The days or years of a life in brackets behind, or "born".
    LifeBehind = "life-behind",
    /// Who speaks or trades for a firm stands behind, or before with "at": (Edward Jones) analyst, a trader at (Baird).
    AnalystBeside = "analyst-beside",
    /// A word for firms, in lower case, right before: retailer (Target).
    FirmNounBefore = "firm-noun-before",
    /// A word for a leader's time in office right behind: the (Obama) administration.
    ReignBehind = "reign-behind",
    /// A longer name of a person in this article ends or begins with it.
    MemoryPerson = "article-person",
    /// This article names an organisation so, or by a longer form.
    MemoryOrganization = "article-organization",
    /// This article names a place so.
    MemoryPlace = "article-place",
    /// The article has just these words elsewhere, surely a person.
    SamePerson = "article-same-person",
    /// The article has just these words elsewhere, surely an organisation.
    SameOrganization = "article-same-organization",
    /// The article has just these words elsewhere, surely a place.
    SamePlace = "article-same-place",
    /// The article says what name it is short for; only that name's label counts.
    ShortFor = "article-acronym",
    /// "and" stands between it and a person.
    AndPerson = "and-person",
    /// "and" stands between it and an organisation.
    AndOrganization = "and-organization",
    /// "and" stands between it and a place.
    AndPlace = "and-place",
}

impl Feature {
    /// Those that a stretch has by itself and by what stands around it. The others are what the rest of its article says.
    pub const OF_STRETCH: &[Self] = Self::ALL.split_at(Self::MemoryPerson as usize).0;
}

/// A piece of evidence that a candidate has.
pub type Evidence = Feature;

/// The places in and around a name where a word of its own may say something.
pub const PLACES: [&str; 7] = ["before", "before-2", "behind", "behind-2", "first", "last", "alone"];

/// What one word is worth, by where it stands.
pub type WordWorth = [[f32; LABELS]; PLACES.len()];

/// What each piece of evidence is worth for person, organisation and place.
#[derive(Clone, Debug)]
pub struct Weights {
    /// By feature and label.
    pub of: Vec<[f32; LABELS]>,
    /// By word, as [`super::WordInfo::worth`] counts them, by place and label; the first is of no word.
    pub words: Vec<WordWorth>,
    /// What a candidate must exceed to be a mention.
    pub threshold: f32,
    /// How much of what stands around a word elsewhere in the article counts where it stands.
    pub elsewhere: f32,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceFile {
    threshold: Option<f32>,
    elsewhere: Option<f32>,
    #[serde(default)]
    weight: BTreeMap<String, [f32; LABELS]>,
    #[serde(default)]
    word: BTreeMap<String, BTreeMap<String, [f32; LABELS]>>,
}

pub(super) fn compile(files: &[&File], compiler: &mut Compiler) -> Result<Weights> {
    let mut weights = Weights {
        of: vec![[0.0; LABELS]; Feature::ALL.len()],
        words: vec![WordWorth::default()],
        threshold: 0.0,
        elsewhere: 0.0,
    };
    for file in files {
        let table: EvidenceFile = toml_file(file)?;
        let line = |name: &str| {
            let starts = |line: &str| line.trim_start().trim_start_matches('"').starts_with(name);
            file.content.lines().position(starts).map_or(1, |line| line as u64 + 1)
        };
        weights.threshold = table.threshold.unwrap_or(weights.threshold);
        weights.elsewhere = table.elsewhere.unwrap_or(weights.elsewhere);
        for (name, worth) in table.weight {
            let number = Feature::ALL
                .iter()
                .position(|feature| feature.name() == name)
                .ok_or_else(|| Error::new(format!("no evidence is called `{name}`")).at(&file.path).line(line(&name)))?;
            weights.of[number] = worth;
        }
        for (place, words) in table.word {
            let number = PLACES.iter().position(|&known| known == place).ok_or_else(|| {
                let known = PLACES.join("`, `");
                Error::new(format!("a word stands nowhere that is called `{place}`, but `{known}`"))
                    .at(&file.path)
                    .line(line("[word"))
            })?;
            for (word, worth) in words {
                let word = compiler.word(&fold(&word));
                let row = compiler.worth.entry(word).or_default();
                if *row == 0 {
                    *row = u16::try_from(weights.words.len())
                        .map_err(|_| Error::new("more than 65,535 words are evidence").at(&file.path))?;
                    weights.words.push(WordWorth::default());
                }
                weights.words[usize::from(*row)][number] = worth;
            }
        }
    }
    Ok(weights)
}
