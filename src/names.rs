//! Names in order, packed: each says how much of the one before it keeps. Found by their place, or by themselves.

/// Of so many names the first is written out.
const BLOCK: usize = 8;

/// Names in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    bytes: Vec<u8>,
    /// Where each block begins.
    blocks: Vec<u64>,
    count: usize,
    last: Vec<u8>,
}

impl Names {
    /// Adds a name that no other comes behind.
    pub(crate) fn push(&mut self, name: &str) {
        let name = name.as_bytes();
        debug_assert!(self.count == 0 || *name >= *self.last, "names come in order");
        let kept = if self.count.is_multiple_of(BLOCK) {
            self.blocks.push(self.bytes.len() as u64);
            0
        } else {
            name.iter().zip(&self.last).take_while(|(a, b)| a == b).count()
        };
        put(&mut self.bytes, kept);
        put(&mut self.bytes, name.len() - kept);
        self.bytes.extend_from_slice(&name[kept..]);
        self.last.truncate(kept);
        self.last.extend_from_slice(&name[kept..]);
        self.count += 1;
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The name at that place.
    ///
    /// # Panics
    /// If there is none.
    pub(crate) fn get(&self, place: usize) -> String {
        assert!(place < self.count, "there are {} names", self.count);
        let mut name = Vec::new();
        let mut rest = &self.bytes[self.blocks[place / BLOCK] as usize..];
        for _ in 0..=place % BLOCK {
            rest = next(&mut name, rest);
        }
        String::from_utf8(name).expect("a name is put together as it was taken apart")
    }

    /// The place of a name.
    pub(crate) fn place(&self, wanted: &str) -> Option<usize> {
        let mut name = Vec::new();
        let block = self.blocks.partition_point(|&start| {
            name.clear();
            next(&mut name, &self.bytes[start as usize..]);
            name.as_slice() <= wanted.as_bytes()
        });
        let first = block.checked_sub(1)? * BLOCK;
        name.clear();
        let mut rest = &self.bytes[self.blocks[first / BLOCK] as usize..];
        for place in first..self.count.min(first + BLOCK) {
            rest = next(&mut name, rest);
            if name == wanted.as_bytes() {
                return Some(place);
            }
        }
        None
    }
}

/// Makes the name that stands at the front of `bytes` out of the one before, and gives what stands behind.
fn next<'b>(name: &mut Vec<u8>, bytes: &'b [u8]) -> &'b [u8] {
    let (kept, bytes) = take(bytes);
    let (more, bytes) = take(bytes);
    let (own, rest) = bytes.split_at(more);
    name.truncate(kept);
    name.extend_from_slice(own);
    rest
}

fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &[u8]) -> (usize, &[u8]) {
    let length = bytes.iter().take_while(|&&byte| byte >= 0x80).count();
    let (digits, rest) = bytes.split_at(length + 1);
    (digits.iter().rev().fold(0, |number, &byte| number << 7 | usize::from(byte & 0x7f)), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_place_and_by_themselves() {
        let mut all: Vec<String> = (0..300).map(|number| format!("{}{}", "long".repeat(number % 41), number * 7)).collect();
        all.extend([String::new(), "Zürich".to_owned(), "Züric".to_owned()]);
        all.sort_unstable();
        all.dedup();
        let mut names = Names::default();
        for name in &all {
            names.push(name);
        }
        assert_eq!(names.len(), all.len());
        for (place, name) in all.iter().enumerate() {
            assert_eq!((names.get(place), names.place(name)), (name.clone(), Some(place)));
            assert_eq!(names.place(&format!("{name}~")), None);
        }
        assert_eq!((Names::default().place("a"), names.place("\u{10ffff}")), (None, None));
    }
}
