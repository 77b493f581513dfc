//! The named parts that date rules are made of, and the units of time.

/// A unit of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// A week from Monday on.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    const ALL: [(Self, &'static str, &'static str); 12] = [
        (Self::Second, "TS", "second"),
        (Self::Minute, "TM", "minute"),
        (Self::Hour, "TH", "hour"),
        (Self::Day, "D", "day"),
        (Self::Weekend, "WE", "weekend"),
        (Self::Week, "W", "week"),
        (Self::Month, "M", "month"),
        (Self::Quarter, "Q", "quarter"),
        (Self::Half, "H", "half"),
        (Self::Year, "Y", "year"),
        (Self::Decade, "E", "decade"),
        (Self::Century, "C", "century"),
    ];

    /// The unit that TIMEX3 durations write so; units shorter than a day begin with `T`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|unit| unit.1 == code).map(|unit| unit.0)
    }

    /// The unit of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|unit| unit.2 == name).map(|unit| unit.0)
    }

    /// As TIMEX3 durations write it, with `T` before units shorter than a day.
    pub fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The unit of that number.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).map(|unit| unit.0)
    }
}

macro_rules! parts {
    ($($(#[doc = $doc:literal])+ $part:ident = $name:literal;)+) => {
        /// A named part of a date rule. Each takes one token or more, and has a value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Part { $($(#[doc = $doc])+ $part,)+ }

        impl Part {
            /// Every part, in order.
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$part, $name)),+];
        }
    };
}

parts! {
    /// `August`, `Aug.`: 1 to 12; with a capital.
    Month = "month";
    /// `August` but not `Aug.`.
    MonthName = "month-name";
    /// `Aug.` as the table of abbreviations has it; no pattern names it.
    MonthShort = "month-short";
    /// `Monday`, `Mon.`: 1 to 7; with a capital.
    Weekday = "weekday";
    /// `Mon` as the table of abbreviations has it; no pattern names it.
    WeekdayShort = "weekday-short";
    /// `year`: a [`Unit`].
    Unit = "unit";
    /// `years`: a [`Unit`].
    Units = "units";
    /// `second`, which is an ordinal too.
    Second = "second";
    /// `summer`: an index into the seasons.
    Season = "season";
    /// `morning`: an index into the parts of a day.
    Daypart = "daypart";
    /// `tonight`: an index into the parts of a day.
    NightWord = "night-word";
    /// `yesterday`: days from today.
    DayWord = "day-word";
    /// `last year`: years from this one.
    YearWord = "year-word";
    /// `recently`: an index into the vague times.
    Reference = "reference";
    /// `Christmas`: month and day, or the rule or feast that gives them; with a capital.
    Holiday = "holiday";
    /// `early`, `the end of`: an index into the modifiers.
    Modifier = "modifier";
    /// `at least`, `about`: an index into the modifiers.
    Amount = "amount";
    /// `daily`: 16 times the unit, and the count.
    Frequency = "frequency";
    /// `first`, `21st`: the number.
    Ordinal = "ordinal";
    /// `noon`: minutes from the start of the day.
    TimeWord = "time-word";
    /// `a.m.`: 0 before noon, 12 after.
    Meridiem = "meridiem";
    /// `GMT`, `UTC+3`.
    Zone = "zone";
    /// `Q3`: 1 to 4.
    Quarter = "quarter-word";
    /// `H1`: 1 or 2.
    Half = "half-word";
    /// `BC`: -1 before the year one, 1 after it; in capitals.
    Era = "era";
    /// `Mondays`: 1 to 7.
    Weekdays = "weekdays";
    /// `mornings`: an index into the parts of a day.
    Dayparts = "dayparts";
    /// `and a half` behind a unit.
    AndHalf = "and-half";
    /// `nineties`: the decade's last two digits over ten; no pattern names it.
    DecadeWord = "decade-word";
    /// `three`, `3`, `twenty-five`, `a few`, `2 1/2`: twice the number, or vague.
    N = "n";
    /// `7`, `7th`, `seventh`: 1 to 31.
    Day = "day";
    /// `1000` to `2100`, `nineteen ninety-six`.
    Year = "year";
    /// `1900` to `2049` in digits.
    ModernYear = "modern-year";
    /// `'98`: the full year.
    ShortYear = "short-year";
    /// `1990s`, `90s`, `nineties`: the year over ten.
    Decade = "decade";
    /// `08`: 1 to 12, in one or two digits.
    MonthNumber = "month-number";
    /// `07`: 1 to 31, in one or two digits.
    DayNumber = "day-number";
    /// `23`: two digits, the full year.
    YearNumber = "year-number";
    /// `07.08.2023`, `2023.08.07`: year, month and day as one number, 20230807.
    DottedDate = "dotted-date";
    /// `212`, `7946`: any number in digits and nothing else.
    Digits = "digits";
    /// `3Q2022`, `1H23`: the full year times ten and the quarter, or the half and four.
    PeriodCode = "period-code";
    /// `07T09:30`, `07T09:30:15Z`: day and clock time, the day times 10,000 and the minutes from its start.
    DayClock = "day-clock";
    /// `9:30`, `09:30:15`, `9pm`, `9:30pm`: minutes from the start of the day.
    Clock = "clock";
    /// `9`: 0 to 24.
    Hour = "hour";
    /// `-` or a long dash.
    Dash = "dash";
    /// An opening bracket.
    Bracket = "bracket";
    /// `$`, `£`, `€`, `¥`.
    Currency = "currency";
    /// The first or last place of a sentence; it takes nothing.
    Edge = "edge";
}

/// What is added to a group's number to make its part number.
pub const GROUP: u16 = 0x100;

impl Part {
    /// The part that a pattern calls so.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(part, _)| *part)
    }

    /// The part whose words the table of that name holds.
    pub(super) fn from_table(name: &str) -> Option<Self> {
        match name {
            "number" => Some(Self::N),
            "month" => Some(Self::MonthName),
            _ => Self::from_name(name).filter(|part| *part < Self::N),
        }
    }

    /// Whether its table gives values in letters.
    pub(super) fn is_spelt(self) -> bool {
        matches!(
            self,
            Self::Unit
                | Self::Units
                | Self::Second
                | Self::Season
                | Self::Daypart
                | Self::Dayparts
                | Self::NightWord
                | Self::Reference
                | Self::Modifier
                | Self::Amount
                | Self::Frequency
                | Self::Holiday
                | Self::TimeWord
        )
    }

    /// The part of that number.
    pub fn from_number(number: u16) -> Option<Self> {
        Self::ALL.get(number as usize).map(|(part, _)| *part)
    }

    /// Whether it takes words of the table of `other`.
    pub(super) fn takes(self, other: Self) -> bool {
        match self {
            Self::Month => matches!(other, Self::MonthName | Self::MonthShort),
            Self::Weekday => matches!(other, Self::Weekday | Self::WeekdayShort),
            Self::Day | Self::Ordinal => other == Self::Ordinal,
            Self::Year => other == Self::N,
            Self::Decade => other == Self::DecadeWord,
            _ => self == other,
        }
    }
}
