//! Pattern files without their examples: most of what they say is proof, which a program that is known to be sound need
//! not read.

/// The file with empty arrays for `examples` and `counterexamples`, each line where it was.
pub fn without_examples(content: &str) -> String {
    let mut bare = String::with_capacity(content.len());
    let mut rest = content;
    while !rest.is_empty() {
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        let key = line.split_once('=').filter(|(key, _)| matches!(key.trim(), "examples" | "counterexamples"));
        let array = key.and_then(|(key, _)| {
            let start = key.len() + 1;
            let open = start + rest[start..].find('[').filter(|&open| rest[start..start + open].trim().is_empty())?;
            Some((key, open + array_length(&rest[open..])?))
        });
        match array {
            Some((key, end)) => {
                bare.push_str(key.trim());
                bare.push_str(" = []");
                bare.extend(rest[..end].chars().filter(|&c| c == '\n'));
                rest = &rest[end..];
            }
            // A comment line says nothing to the program, but is a line.
            None => {
                if line.starts_with('#') {
                    bare.push('\n');
                } else {
                    bare.push_str(line);
                }
                rest = &rest[line.len()..];
            }
        }
    }
    bare
}

/// How long the array is that the text begins with, in bytes.
fn array_length(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        if let Some(quote) = quotes.into_iter().find(|quote| text[at..].starts_with(quote)) {
            at += quote.len();
            loop {
                if quote.starts_with('"') && text[at..].starts_with('\\') {
                    at += 1 + text[at + 1..].chars().next()?.len_utf8();
                } else if text[at..].starts_with(quote) {
                    at += quote.len();
                    break;
                } else {
                    at += text[at..].chars().next()?.len_utf8();
                }
            }
            continue;
        }
        match c {
            '#' => at += text[at..].find('\n')?,
            '[' => {
                depth += 1;
                at += 1;
            }
            ']' => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += c.len_utf8(),
        }
    }
    None
}
