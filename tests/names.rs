//! Names whose ends are hard to find, in sentences of their own: what is tagged, whole and with its label, and what is not.

use newsgraph::{Document, Extractor};

/// A sentence, and its names with their labels, in order; other mentions do not matter.
const CASES: &[(&str, &[(&str, &str)])] = &[
    // A court behind an acronym, a ministry for several subjects, a firm "and Co"; no office, and no meeting.
    ("It went to the U.S. Bankruptcy Court.", &[("U.S. Bankruptcy Court", "organization")]),
    (
        "He moved to the U.S. The Federal Reserve met.",
        &[("U.S.", "place/country"), ("Federal Reserve", "organization/government")],
    ),
    (
        "The Department of Environment, Land, Water and Planning agreed.",
        &[("Department of Environment, Land, Water and Planning", "organization")],
    ),
    ("Dana Holm, Chief Restructuring Officer of Zorvex Ltd, agreed.", &[("Dana Holm", "person"), ("Zorvex Ltd", "organization")]),
    ("She spoke at the Zorvex Healthcare Conference in Oslo.", &[("Oslo", "place/city")]),
    ("DANA HOLM, CONSERVATIVE Holm was once a pilot.", &[("DANA HOLM", "person"), ("Holm", "person")]),
    // A particle in lower case begins them.
    ("The blast was claimed by al-Qaeda.", &[("al-Qaeda", "organization/armed-group")]),
    ("Ayman al-Zawahiri led al Qaeda.", &[("Ayman al-Zawahiri", "person/leader"), ("al Qaeda", "organization/armed-group")]),
    ("A bomb at al-Hilla killed ten.", &[("al-Hilla", "place/city")]),
    // A place of several words that lists know is no person's name.
    ("The deputy Middle East director said so.", &[("Middle East", "place/area")]),
    // Lines that say where a text was heard.
    (
        "Oslo Radio Fjord Network in Norwegian 0900 GMT 3 Mar 94",
        &[("Oslo", "place/city"), ("Radio Fjord Network", "organization")],
    ),
    (
        "The Radio Fjord Network in Oslo went off the air in 1994.",
        &[("Radio Fjord Network", "organization"), ("Oslo", "place/city")],
    ),
    // Small words that open a sentence, and words that are names in the news.
    ("Had Germany attacked Sweden, the iron would have run out.", &[("Germany", "place/country"), ("Sweden", "place/country")]),
    ("Japan said no.", &[("Japan", "place/country")]),
    // An acronym that the article spells out is that body wherever it stands, and by itself at a sentence's start.
    (
        "The Norwegian Turkey Federation (NTF) met. NTF advocates for all.",
        &[("Norwegian Turkey Federation", "organization"), ("NTF", "organization"), ("NTF", "organization")],
    ),
    // What stands around an unknown word in one place tells what it is in another.
    (
        "Records of Quillbooks were asked for. A lawyer for Quillbooks said that Quillbooks Inc was ready.",
        &[("Quillbooks", "organization"), ("Quillbooks", "organization"), ("Quillbooks Inc", "organization")],
    ),
    // A name that no list has means one thing in one article.
    (
        "They met at Lal Mohro. Lal Mohro said he was tired of it, as did Lal Mohro, 43.",
        &[("Lal Mohro", "person"), ("Lal Mohro", "person"), ("Lal Mohro", "person")],
    ),
    // Syllables in lower case end a name; a word joined to a place does not.
    ("The teacher Yu Cheng-huang met Lee Rae-jin.", &[("Yu Cheng-huang", "person"), ("Lee Rae-jin", "person")]),
    ("The Tokyo-listed firm grew.", &[("Tokyo", "place/city")]),
    // What a body is for may be two things; two bodies are two.
    ("It was issued by the Ministry of Hajj and Umrah.", &[("Ministry of Hajj and Umrah", "organization")]),
    (
        "It was issued by the Ministry of Justice and Gazprom.",
        &[("Ministry of Justice", "organization"), ("Gazprom", "organization/company")],
    ),
    // Ordinal numbers of troops and courts belong to their names.
    ("The 407th Air Expeditionary Group flew home.", &[("407th Air Expeditionary Group", "organization")]),
    // An office is no name, nor is what it is for.
    (
        "The Chairman of Atomic Tennis Club, Peter Wood, spoke.",
        &[("Atomic Tennis Club", "organization"), ("Peter Wood", "person")],
    ),
    ("The Minister of Finance resigned.", &[]),
    // Firms that are called by ordinary words, beside what firms do and who leads them.
    ("Unless Shell buys BP, nothing will change.", &[("Shell", "organization/company"), ("BP", "organization/company")]),
    ("She could be the next chief executive of Grab.", &[("Grab", "organization/company")]),
    ("Shell casings lay in the street.", &[]),
    // A list knows that a name begins with its article.
    ("He came from The Hague.", &[("The Hague", "place/city")]),
    ("In The Hague, he spoke.", &[("The Hague", "place/city")]),
    // Who is named behind "president" leads what stands before it.
    ("Healy president George Malina said so.", &[("Healy", "organization"), ("George Malina", "person")]),
    (
        "Denis Healy resigned. Healy president George Malina said so.",
        &[("Denis Healy", "person"), ("Healy", "person"), ("George Malina", "person")],
    ),
    // The days or years of a life tell a person; the dash between them makes no dateline.
    ("Jorvan Hee Hwell (1731–1803) lived in Denmark.", &[("Jorvan Hee Hwell", "person"), ("Denmark", "place/country")]),
    ("Gredlin Oskwald (born 4 May 1970) plays chess.", &[("Gredlin Oskwald", "person")]),
    // "and" joins names of one sort.
    ("The shells fell in Aleppo and Sarmun.", &[("Aleppo", "place/city"), ("Sarmun", "place")]),
    (
        "Mary Hall spoke in New York and Jeremy Gauntwell in London.",
        &[("Mary Hall", "person"), ("New York", "place/city"), ("Jeremy Gauntwell", "person"), ("London", "place/city")],
    ),
    // A surname that is a title elsewhere; the people of a country before a person; the state behind a party.
    (
        "Martin Luther King Jr. spoke. There were challenges to King from others.",
        &[("Martin Luther King Jr.", "person/historical"), ("King", "person")],
    ),
    ("Fellow German Claudia Pechstern won.", &[("Claudia Pechstern", "person")]),
    ("Sen. Adam Lowden, D-Ore., said no.", &[("Adam Lowden", "person"), ("Ore.", "place/region")]),
    // Those who fight for a state or group are named after it, where the word for them is no verb and describes nothing.
    ("Iraqi security forces entered Mosul.", &[("Iraqi security forces", "organization/military"), ("Mosul", "place/city")]),
    ("The Israeli military said so.", &[("Israeli military", "organization/military")]),
    ("The Israeli military budget grew.", &[]),
    ("China forces firms to leave.", &[("China", "place/country")]),
    ("U.S. forces in Iraq left.", &[("U.S. forces", "organization/military"), ("Iraq", "place/country")]),
    ("It is an Iraqi force.", &[]),
    // A regime is not the one who leads it.
    ("Talks with the Zerdan regime failed.", &[("Zerdan regime", "organization")]),
    // An ordinary word opens the sentence, and the name stands behind it; a heading in capitals stands before it.
    ("Shares of Zorvex Mining Corp fell.", &[("Zorvex Mining Corp", "organization")]),
    ("Two U.S. senators left.", &[("U.S.", "place/country")]),
    ("Prices rose. HOT MONEY But China said no.", &[("China", "place/country")]),
    ("Prices rose. INVESTING, SPENDING It cut both.", &[]),
    ("\"It rose.\" ON SANCTIONS AGAINST LIBYA \"No.\" He sat down.", &[("LIBYA", "place/country")]),
    ("DANA HOLM, MARKET STRATEGIST: It may well be that prices go on to rise for years.", &[("DANA HOLM", "person")]),
    (
        "DANA HOLM, MARKET STRATEGIST AT ZORVEX CORP: It may well be that prices go on.",
        &[("DANA HOLM", "person"), ("ZORVEX CORP", "organization")],
    ),
    (
        "LI DANA, BOND ANALYST, ZORVEX SECURITIES, OSLO: \"We had all seen it coming for weeks.\"",
        &[("LI DANA", "person"), ("ZORVEX SECURITIES", "organization"), ("OSLO", "place/city")],
    ),
    // Offices are no names; a first name stands behind an initial.
    ("Zorvex Corp Chief Financial Officer Dana Holm left.", &[("Zorvex Corp", "organization"), ("Dana Holm", "person")]),
    ("The Chief Financial Officer left.", &[]),
    ("He is Chief Executive Officer of Zorvex Corp in Oslo.", &[("Zorvex Corp", "organization"), ("Oslo", "place/city")]),
    // One holds a post at a body, not at a place.
    ("Dana Holm, head of equity strategy at Brundle Marsh, left.", &[("Dana Holm", "person"), ("Brundle Marsh", "organization")]),
    ("Dana Holm, a partner at Brundle Marsh, left.", &[("Dana Holm", "person"), ("Brundle Marsh", "organization")]),
    // What an office is of is no part of a name.
    ("It was U.S. Secretary of State Holm who left.", &[("U.S.", "place/country"), ("Holm", "person")]),
    ("The Superintendent of Police Dana Wennerholm left.", &[("Dana Wennerholm", "person")]),
    // One sort in a list; languages and diseases are no names.
    (
        "The attacks in Homs, Sarmin and Damascus went on.",
        &[("Homs", "place/city"), ("Sarmin", "place"), ("Damascus", "place/city")],
    ),
    ("He wrote it in Amharic when Ebola came.", &[]),
    (
        "Firms like Boeing, Dabelu, Airbus and Toyota left.",
        &[
            ("Boeing", "organization/company"),
            ("Dabelu", "organization"),
            ("Airbus", "organization/company"),
            ("Toyota", "organization/company"),
        ],
    ),
    ("He met Minister of Tourism Usi.", &[("Usi", "person")]),
    ("During the First Hellenic Republic he ruled.", &[]),
    // A state is named wherever its name stands alone, and what is well known in a headline, too.
    ("She was U.S. Secretary of War.", &[("U.S.", "place/country")]),
    (
        "SOCCER - ROMANIA BEAT LITHUANIA IN VOLGOGRAD",
        &[("ROMANIA", "place/country"), ("LITHUANIA", "place/country"), ("VOLGOGRAD", "place/city")],
    ),
    ("The United Kingdom election of 1997 was won.", &[("United Kingdom", "place/country")]),
    // Firms called after their partners.
    ("He works for Vellin, Marks & Dorn in Oslo.", &[("Vellin, Marks & Dorn", "organization"), ("Oslo", "place/city")]),
    ("She met Dana, Marks & Spencer's chairman.", &[("Dana", "person"), ("Marks & Spencer", "organization/company")]),
    ("He left Keefe, Bruyette & Woods.", &[("Keefe, Bruyette & Woods", "organization/company")]),
    (
        "She met Dana Holm, Marks & Spencer's new chairman.",
        &[("Dana Holm", "person"), ("Marks & Spencer", "organization/company")],
    ),
    ("Its Chief Executive Officer Dana Coteman spoke.", &[("Dana Coteman", "person")]),
    ("U.S. District Judge Dana Kyleman ruled.", &[("U.S.", "place/country"), ("Dana Kyleman", "person")]),
    ("\"A fraud,\" B. Todd Joneston said.", &[("B. Todd Joneston", "person")]),
    // Codes of shares, plurals of letters, signs of currencies.
    (
        "Shares of Zorvex Corp ( ZVX.N ) and of Holm Inc (F.N) fell.",
        &[("Zorvex Corp", "organization"), ("Holm Inc", "organization")],
    ),
    ("CEOs said it cost C$14 million.", &[]),
    // Firms: with their legal form, by their site, beside their analysts, by a word for firms before them.
    ("Lowe's Corp and 3M Co grew.", &[("Lowe's Corp", "organization/company"), ("3M Co", "organization/company")]),
    ("Orders at Quillmart.com doubled.", &[("Quillmart.com", "organization/company")]),
    ("Edgar Jonesworth analyst Lena Rusk said so.", &[("Edgar Jonesworth", "organization"), ("Lena Rusk", "person")]),
    ("An economist at Edgar Jonesworth said so.", &[("Edgar Jonesworth", "organization")]),
    ("Traders in London sold.", &[("London", "place/city")]),
    ("It bought drugmaker Quillan.", &[("Quillan", "organization")]),
    ("Morgan Stanley fell.", &[("Morgan Stanley", "organization/company")]),
    // A body's initials, and the words that its name begins with; but lists know what U.S. means.
    (
        "Shares of Quill In Motion Ltd fell. QIM said so. The US Senate met. U.S. banks fell.",
        &[
            ("Quill In Motion Ltd", "organization"),
            ("QIM", "organization"),
            ("US Senate", "organization/government"),
            ("U.S.", "place/country"),
        ],
    ),
    (
        "Dana Holm Foods Co rose. Dana Holm said it would sell a unit.",
        &[("Dana Holm Foods Co", "organization"), ("Dana Holm", "organization")],
    ),
    // A state stays one, whatever is called after it.
    (
        "It struck then-Texas Gov. Dana Holm near the Texas School Book Depository Company.",
        &[("Texas", "place/region"), ("Dana Holm", "person"), ("Texas School Book Depository Company", "organization")],
    ),
    // Indices are no firms; what a longer name of theirs holds is none.
    ("The Dow fell and the Nasdaq rose.", &[]),
    ("It trades on the Nasdaq.", &[("Nasdaq", "organization/company")]),
    ("The Standard & Poor's 500 Index fell.", &[("Standard & Poor's 500 Index", "other/index")]),
    // Events, laws and prizes are no bodies, persons or places, and no word of theirs is one.
    ("He spoke at the Zorvex Security Summit in Hong Kong.", &[("Hong Kong", "place/country")]),
    ("It broke the Nunavut Waters Act, he said.", &[]),
    ("He liked the FIFA World Cup 2022 most.", &[("FIFA", "organization/sport")]),
    ("They met Joanne Tour on Monday.", &[("Joanne Tour", "person")]),
    // Whose body it is stands in its name.
    ("It went to the Changchun People's Court on Monday.", &[("Changchun People's Court", "organization")]),
    ("She joined the Zorvex Metal Workers' Union.", &[("Zorvex Metal Workers' Union", "organization")]),
    // A firm that is called after a person, who may be in the article, too.
    (
        "\"We will see,\" said Hugh Johnson, chief investment officer of Hugh Johnson Advisors LLC in Albany.",
        &[("Hugh Johnson", "person"), ("Hugh Johnson Advisors LLC", "organization"), ("Albany", "place/city")],
    ),
    // A dash without a space before it; what a place's name goes on with is no part of a seat's.
    (
        "SRINAGAR- Northern Army Commander Dana Holm agreed.",
        &[("SRINAGAR", "place/city"), ("Northern Army", "organization"), ("Dana Holm", "person")],
    ),
    // A nickname inside of a name; a tribe is a body.
    ("He met Brig. Gen. Richard \"Tex\" Coe.", &[("Richard \"Tex\" Coe", "person")]),
    ("It fled with the Al Bu Nimr tribe on Monday.", &[("Al Bu Nimr", "organization")]),
    // A ship is no person.
    ("It struck the USS Cole Commander Dana Holm had led.", &[("USS Cole", "product/ship"), ("Dana Holm", "person")]),
    ("It was sent to USS Dana Holm and HMS Brook.", &[("USS Dana Holm", "product/ship"), ("HMS Brook", "product/ship")]),
    // Two words of offices, and the name behind them.
    ("It pleased Chief Minister Dana Brook Holm.", &[("Dana Brook Holm", "person")]),
    ("It pleased Deputy CEO Dana Holm and ASUU President Carl Brandt.", &[("Dana Holm", "person"), ("Carl Brandt", "person")]),
    ("It pleased Vice Chairman Shah Mehmood Holm.", &[("Shah Mehmood Holm", "person")]),
    ("HH the Amir met HH the Crown Prince there.", &[]),
    // What a minister is of is no body, whatever lists call so.
    (
        "The Minister of Finance, Dana Holm, met the Minister of Foreign Affairs, Carl Brandt.",
        &[("Dana Holm", "person"), ("Carl Brandt", "person")],
    ),
    ("Dana Holm, the editor of Foreign Affairs, agreed.", &[("Dana Holm", "person"), ("Foreign Affairs", "organization/media")]),
    // An office of two ordinary words.
    ("The Chief Judge of the Zorvex High Court agreed.", &[("Zorvex High Court", "organization")]),
    // A year before a name is no column of a table; an election is no body or place of that year.
    ("In 2009 Boeing bought Airbus.", &[("Boeing", "organization/company"), ("Airbus", "organization/company")]),
    // A leader's time in office; numbers before a country; two places of a dateline.
    ("It was the policy of the Zerdan administration.", &[("Zerdan", "person")]),
    ("It cut 48,000 U.S. jobs.", &[("U.S.", "place/country")]),
    (
        "SAN FRANCISCO/WASHINGTON (Reuters) - Oil fell.",
        &[("SAN FRANCISCO", "place/city"), ("WASHINGTON", "place/city"), ("Reuters", "organization/media")],
    ),
    // One thing in several words, each of which would do.
    ("Turkey makes Bayraktar TB2 drones.", &[("Turkey", "place/country"), ("Bayraktar TB2", "weapon")]),
];

#[test]
fn names_are_found_whole() {
    let extractor = Extractor::new().expect("the resources compile");
    let mut wrong = Vec::new();
    for (text, wanted) in CASES {
        let extraction = extractor.extract(&Document::new("names", *text));
        let named = extraction.mentions.iter().filter(|mention| !["DATE", "date", "demonym"].contains(&mention.label.as_str()));
        let found: Vec<(&str, &str)> = named.map(|mention| (mention.span.of(text), mention.label.as_str())).collect();
        if found != *wanted {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
