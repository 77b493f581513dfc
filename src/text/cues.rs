//! What a word or token may begin, as bits: so that each stage looks where something can be and nowhere else.

/// Bits of what a token may begin, so that later stages look where something can be and nowhere else.
pub mod bits {
    /// A name: a capital, a digit, an address, a script without capitals.
    pub const NAME: u8 = 1;
    /// A line.
    pub const LINE: u8 = 2;
    /// It ends a sentence, or has a stop of its own.
    pub const STOP: u8 = 4;
    /// A bracket.
    pub const BRACKET: u8 = 8;
    /// A time expression.
    pub const DATE: u8 = 16;
    /// A trigger of a relation; any mark may be one behind a name.
    pub const TRIGGER: u8 = 32;
    /// It may stand in a time expression.
    pub const DATE_PART: u8 = 64;
}

/// The next place from `at` to before `end` that has one of the cues `wanted`.
#[inline]
pub fn next_cue(cues: &[u8], at: u32, end: u32, wanted: u8) -> Option<u32> {
    let wide = u64::from(wanted) * 0x0101_0101_0101_0101;
    let (mut at, end) = (at as usize, end as usize);
    while at < end {
        // Looked at beyond the end, too: what is found there is none.
        let found = block(cues, at) & wide;
        if found != 0 {
            at += found.trailing_zeros() as usize / 8;
            return (at < end).then_some(at as u32);
        }
        at += 8;
    }
    None
}

/// The eight cues from that place on, none where the text is at its end.
#[inline]
fn block(cues: &[u8], at: usize) -> u64 {
    match cues[at..].first_chunk() {
        Some(&block) => u64::from_le_bytes(block),
        None => cues[at..].iter().rev().fold(0, |block, &cue| block << 8 | u64::from(cue)),
    }
}

/// What a word is to the tokenizer and the sentence splitter: bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordTraits(pub u8);

// What the table of words holds of a word.
const _: () = assert!(WordTraits::CUES >> WordTraits::FIRST_CUE == 7);

impl WordTraits {
    /// Written with a stop that belongs to it: `inc`, `jan`.
    pub const ABBREVIATION: u8 = 1;
    /// An abbreviation after which a name follows, so that no sentence ends there: `mr`, `sen`.
    pub const BEFORE_NAME: u8 = 2;
    /// An ordinary word of the language.
    pub const COMMON: u8 = 4;
    /// May begin a zone.
    pub const ZONE_CUE: u8 = 8;
    /// Of an office or a body: president, court, department.
    pub const OFFICE: u8 = 128;
    /// May begin a time expression: the same bit as [`bits::DATE`].
    pub const DATE_CUE: u8 = bits::DATE;
    /// May begin a trigger of a relation: the same bit as [`bits::TRIGGER`].
    pub const TRIGGER_CUE: u8 = bits::TRIGGER;
    /// May stand in a time expression: the same bit as [`bits::DATE_PART`].
    pub const DATE_PART: u8 = bits::DATE_PART;
    /// The bits that tokens get as cues.
    pub const CUES: u8 = Self::DATE_CUE | Self::TRIGGER_CUE | Self::DATE_PART;
    /// The place of the first of them; they are three, side by side, and stand in the table of words.
    pub const FIRST_CUE: u32 = Self::CUES.trailing_zeros();

    /// Whether it has any of these bits.
    #[inline]
    pub fn any(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    /// The bits that tokens get as cues, from the first place on.
    pub fn cues(self) -> u8 {
        (self.0 & Self::CUES) >> Self::FIRST_CUE
    }
}
