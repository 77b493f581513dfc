//! What a page says of itself: JSON-LD, `<meta>`, and the few marks of its body that mean the same everywhere.

use dom_query::Document as Tree;
use serde_json::Value as Json;

use super::draft::Draft;
use super::published::{date_in_name, date_in_text};
use crate::date::Date;

/// Names of `<meta>` that give the date of publication, in the order in which they are believed.
const DATES: [&str; 16] = [
    "article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "article.published",
    "published_time",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publish_date",
    "publishdate",
    "publication_date",
    "date",
];

const AUTHORS: [&str; 6] = ["author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"];

const TITLES: [&str; 4] = ["og:title", "twitter:title", "parsely-title", "dc.title"];

/// A parsed page.
pub(super) struct Page {
    tree: Tree,
    /// `<meta>` elements by name in lower case, in page order.
    metas: Vec<(String, String)>,
    /// The article among the page's JSON-LD.
    article: Json,
}

impl Page {
    pub(super) fn new(tree: Tree) -> Self {
        let metas = metas(&tree);
        let article = json_ld(&tree).unwrap_or(Json::Null);
        Self { tree, metas, article }
    }

    pub(super) fn into_tree(self) -> Tree {
        self.tree
    }

    /// All but the text.
    pub(super) fn draft(&self) -> Draft<'static> {
        let url = self.url();
        Draft {
            title: self.title(),
            author: self.author(),
            publisher: self.publisher(),
            published: self.published(url.as_deref()),
            language: self.language(),
            url,
            ..Draft::default()
        }
    }

    fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    fn any_meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.meta(name))
    }

    /// The text of the first element that `selector` finds, in one line.
    fn text(&self, selector: &str) -> Option<String> {
        let words = self.tree.select(selector).nodes().first()?.text();
        filled(&words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        filled(&self.tree.select(selector).nodes().first()?.attr(name)?)
    }

    fn title(&self) -> Option<String> {
        let stated = name_of(&self.article["headline"]).or_else(|| self.any_meta(&TITLES).map(str::to_owned));
        if let Some(stated) = stated {
            return Some(without_site(&stated, self.publisher().as_deref()));
        }
        let title = self.text("head title, title");
        let heading = self.text("h1");
        match (title, heading) {
            // The heading stands in the title beside the name of the site.
            (Some(title), Some(heading)) if title.contains(&heading) => Some(heading),
            (Some(title), _) => Some(without_site(&title, self.publisher().as_deref())),
            (None, heading) => heading,
        }
    }

    fn author(&self) -> Option<String> {
        let in_meta = || {
            let (name, _) = AUTHORS.iter().find_map(|name| self.metas.iter().find(|(known, _)| known == name))?;
            let all: Vec<_> = self.metas.iter().filter(|(known, _)| known == name).map(|(_, content)| content.as_str()).collect();
            // Some give the address of a profile for a name.
            filled(&all.join(", ")).filter(|author| !author.contains("://"))
        };
        let in_body = || {
            ["[rel=author]", "[itemprop=author] [itemprop=name]", "[itemprop=author]", ".byline .author", ".author.vcard"]
                .iter()
                .find_map(|selector| self.text(selector))
                .filter(|author| author.len() < 100)
        };
        let author = name_of(&self.article["author"]).or_else(in_meta).or_else(in_body)?;
        let name = ["By ", "by ", "BY "].iter().find_map(|by| author.strip_prefix(by)).unwrap_or(&author);
        filled(name)
    }

    fn publisher(&self) -> Option<String> {
        let stated = || self.any_meta(&["og:site_name", "dc.publisher", "application-name"]).map(str::to_owned);
        name_of(&self.article["publisher"]).or_else(stated)
    }

    fn url(&self) -> Option<String> {
        let in_article = || match &self.article["mainEntityOfPage"] {
            Json::Object(page) => page.get("@id").and_then(Json::as_str).map(str::to_owned),
            other => other.as_str().or_else(|| self.article["url"].as_str()).map(str::to_owned),
        };
        [self.attribute("link[rel=canonical]", "href"), self.meta("og:url").map(str::to_owned), in_article()]
            .into_iter()
            .flatten()
            .find(|url| url.starts_with("http://") || url.starts_with("https://"))
    }

    fn published(&self, url: Option<&str>) -> Option<Date> {
        let in_meta = || DATES.iter().find_map(|name| date_in_text(self.meta(name)?));
        let in_article = || date_in_text(self.article["datePublished"].as_str()?);
        let in_body = |selector: &str, name: &str| self.attribute(selector, name).and_then(|date| date_in_text(&date));
        date_in_text(self.meta("article:published_time").unwrap_or_default())
            .or_else(in_article)
            .or_else(in_meta)
            .or_else(|| in_body("[itemprop=datePublished][content]", "content"))
            .or_else(|| in_body("[itemprop=datePublished][datetime]", "datetime"))
            .or_else(|| in_body("time[pubdate][datetime]", "datetime"))
            .or_else(|| in_body("article time[datetime], main time[datetime]", "datetime"))
            .or_else(|| in_body("time[datetime]", "datetime"))
            .or_else(|| date_in_address(url?))
    }

    fn language(&self) -> Option<String> {
        let stated = || self.any_meta(&["content-language", "og:locale"]).map(str::to_owned);
        let language = self.attribute("html[lang]", "lang").or_else(stated)?.replace('_', "-");
        let well_formed = language.len() <= 35 && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        well_formed.then_some(language)
    }
}

fn metas(tree: &Tree) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for node in tree.select("meta[content]").nodes() {
        let content = node.attr("content").and_then(|content| filled(&content));
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attr(key));
        if let (Some(name), Some(content)) = (name, content) {
            metas.push((name.trim().to_ascii_lowercase(), content));
        }
    }
    metas
}

/// The first article that the page's JSON-LD describes, alone, in a list or in a `@graph`.
fn json_ld(tree: &Tree) -> Option<Json> {
    tree.select("script[type='application/ld+json']").nodes().iter().find_map(|script| {
        let text = script.text();
        let json: Json = serde_json::from_str(text.trim()).ok()?;
        let listed = match &json {
            Json::Array(list) => list.as_slice(),
            Json::Object(object) => object.get("@graph").and_then(Json::as_array).map_or(&[][..], Vec::as_slice),
            _ => &[],
        };
        std::iter::once(&json).chain(listed).find(|thing| is_article(thing)).cloned()
    })
}

fn is_article(thing: &Json) -> bool {
    let is = |name: &str| name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report";
    match &thing["@type"] {
        Json::String(name) => is(name),
        Json::Array(names) => names.iter().filter_map(Json::as_str).any(is),
        _ => false,
    }
}

/// The names of a person, an organisation, or several.
fn name_of(value: &Json) -> Option<String> {
    match value {
        Json::String(name) => filled(&unescaped(name)),
        Json::Object(thing) => name_of(thing.get("name")?),
        Json::Array(list) => filled(&list.iter().filter_map(name_of).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

/// JSON-LD is often written through a template that escapes for HTML.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `/2024/02/08/summit`, `/2024-02-08-summit`.
fn date_in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://")?.1.split_once('/')?.1;
    date_in_name(&path[..path.find(['?', '#']).unwrap_or(path.len())])
}

/// `Headline | The Daily` -> `Headline`: what follows the last bar is the site's name where the page says so, or where it is short.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let Some((at, mark)) =
        [" | ", " - ", " – ", " — ", " :: ", " » "].iter().filter_map(|mark| Some((title.rfind(mark)?, *mark))).max()
    else {
        return title.to_owned();
    };
    let (headline, site) = (title[..at].trim(), title[at + mark.len()..].trim());
    let words = |text: &str| text.split_whitespace().count();
    let is_site = publisher.is_some_and(|publisher| site.eq_ignore_ascii_case(publisher));
    // A dash may be the headline's own, a bar hardly ever is.
    let looks_so =
        publisher.is_none() && matches!(mark, " | " | " :: " | " » " | " - ") && words(site) <= 4 && words(headline) >= 3;
    if is_site || looks_so { headline.to_owned() } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_no_part_of_a_headline() {
        for (title, publisher, headline) in [
            ("Port closes after attack | Nordic Ledger", None, "Port closes after attack"),
            ("Talks fail – again", None, "Talks fail – again"),
            ("Talks fail - Wire", Some("WIRE"), "Talks fail"),
            ("A year on - what we know", Some("Wire"), "A year on - what we know"),
            ("Wire - News", None, "Wire - News"),
        ] {
            assert_eq!(without_site(title, publisher), headline);
        }
    }

    #[test]
    fn an_address_may_hold_the_date() {
        assert_eq!(
            date_in_address("https://x.example/world/2024/02/08/port?d=1").map(|d| d.to_string()).as_deref(),
            Some("2024-02-08")
        );
        assert_eq!(date_in_address("https://x.example/a?2024-02-08"), None);
    }
}
