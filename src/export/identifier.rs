//! Labels and relationship types as Cypher has them without back-ticks.

use std::borrow::Cow;

use crate::label::Label;

/// The labels of a node: `Entity`, then each part of the path in camel case.
pub(super) fn labels(label: Label) -> Vec<String> {
    let mut labels = vec!["Entity".to_owned()];
    for part in label.as_str().split('/') {
        let name = label_name(part);
        if !labels.contains(&name) {
            labels.push(name);
        }
    }
    labels
}

/// A part of a label's path as a Neo4j label: `state-body` is `StateBody`. What the LLM Graph Builder keeps for itself gets a tail.
fn label_name(part: &str) -> String {
    let mut name = String::new();
    for word in part.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "Label");
    }
    if matches!(name.as_str(), "Document" | "Chunk") {
        name.push('_');
    }
    name
}

/// A kind as a relationship type: upper snake case of `[A-Z0-9_]`, a letter first. Kinds are written so already.
pub(super) fn type_name(kind: &str) -> Cow<'_, str> {
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if kind.chars().all(fits) && kind.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Cow::Borrowed(kind);
    }
    let mut name: String = kind.to_ascii_uppercase().chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        name.insert_str(0, "R_");
    }
    Cow::Owned(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_types_need_no_back_ticks() {
        assert_eq!(labels(Label::new("organization/state-body")), ["Entity", "Organization", "StateBody"]);
        assert_eq!(labels(Label::new("entity/document/3d model")), ["Entity", "Document_", "Label3dModel"]);
        assert_eq!(labels(Label::new("")), ["Entity", "Label"]);
        assert_eq!(type_name("HACKED"), "HACKED");
        assert_eq!(type_name("gave `birth`"), "GAVE__BIRTH_");
        assert_eq!(type_name("__2nd"), "R___2ND");
    }
}
