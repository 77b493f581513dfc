//! Names in order, packed: each says how much of the one before it keeps. Found by their place, or by themselves.

/// Of so many names the first is written out.
const BLOCK: usize = 8;

/// How many bytes lie together. In one piece that grows, all names would for a moment be there twice.
const PIECE: usize = 1 << 20;

/// How many a block may have without making its piece grow: ten times what it usually has.
const ROOM: usize = 1 << 12;

/// Names in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pieces: Vec<Vec<u8>>,
    /// Where each block begins: the piece, and the byte in it.
    blocks: Vec<(u32, u32)>,
    count: usize,
    last: Vec<u8>,
}

impl Names {
    /// Adds a name that no other comes behind.
    pub(crate) fn push(&mut self, name: &str) {
        let name = name.as_bytes();
        debug_assert!(self.count == 0 || *name >= *self.last, "names come in order");
        if self.count.is_multiple_of(BLOCK) {
            self.begin_block();
        }
        let kept = name.iter().zip(&self.last).take_while(|(a, b)| a == b).count();
        let bytes = self.pieces.last_mut().expect("a block has begun");
        put(bytes, kept);
        put(bytes, name.len() - kept);
        bytes.extend_from_slice(&name[kept..]);
        self.last.truncate(kept);
        self.last.extend_from_slice(&name[kept..]);
        self.count += 1;
    }

    /// Begins a block, whose first name keeps nothing: in a new piece if the last has no room.
    fn begin_block(&mut self) {
        self.last.clear();
        if self.pieces.last().is_none_or(|piece| piece.len() + ROOM > PIECE) {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        let piece = self.pieces.len() - 1;
        self.blocks.push((piece as u32, self.pieces[piece].len() as u32));
    }

    /// The names from the start of a block on.
    fn block(&self, (piece, start): (u32, u32)) -> &[u8] {
        &self.pieces[piece as usize][start as usize..]
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
        let mut rest = self.block(self.blocks[place / BLOCK]);
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
            next(&mut name, self.block(start));
            name.as_slice() <= wanted.as_bytes()
        });
        let first = block.checked_sub(1)? * BLOCK;
        name.clear();
        let mut rest = self.block(self.blocks[first / BLOCK]);
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

    #[test]
    fn many_names_lie_in_pieces_that_do_not_grow() {
        // Digits from the front: what follows keeps little of what stands before.
        let mut all: Vec<String> =
            (0..200_000_u64).map(|number| format!("{:016x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        all.sort_unstable();
        let mut names = Names::default();
        for name in &all {
            names.push(name);
        }
        assert!(names.pieces.len() > 1, "{} pieces", names.pieces.len());
        assert!(names.pieces.iter().all(|piece| piece.capacity() == PIECE));
        for (place, name) in all.iter().enumerate().step_by(7) {
            assert_eq!((names.get(place), names.place(name)), (name.clone(), Some(place)));
        }
    }
}
