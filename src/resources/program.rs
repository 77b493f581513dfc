//! Patterns ready to run: steps with splits and jumps, tried depth first (Thompson, Regular expression search algorithm,
//! 1968, run with a stack).

use super::pattern::{Atom, Node};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Take(Atom),
    /// Try the first, then the second.
    Split(u16, u16),
    Jump(u16),
    /// What must not fit here.
    Not(Atom),
    Done,
}

/// A pattern ready to run.
#[derive(Clone, Debug, Default)]
pub struct Program {
    steps: Vec<Step>,
}

/// A part that a pattern took: its number, and the positions before and after it.
pub type Taken = (u16, u32, u32);

/// The buffers of a run, reused.
#[derive(Debug, Default)]
pub struct Machine {
    stack: Vec<(u16, u32, u32)>,
    /// The parts and triggers taken by the last run that succeeded; triggers count from [`TRIGGER`].
    pub taken: Vec<Taken>,
}

/// What is added to a trigger's number in [`Machine::taken`].
pub const TRIGGER: u16 = 0x8000;

/// How many steps a run may make: patterns are small, so only a hostile one comes near.
const MOST_STEPS: u32 = 4096;

impl Program {
    /// The steps of a pattern.
    pub(super) fn of(node: &Node) -> Self {
        let mut program = Self::default();
        program.emit(node);
        program.steps.push(Step::Done);
        program
    }

    fn emit(&mut self, node: &Node) {
        match node {
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.emit(node)),
            Node::Atom(atom) => self.steps.push(Step::Take(atom.clone())),
            Node::Not(atom) => self.steps.push(Step::Not(atom.clone())),
            Node::Either(nodes) => {
                let mut jumps = Vec::new();
                for (number, node) in nodes.iter().enumerate() {
                    if number + 1 < nodes.len() {
                        let split = self.steps.len();
                        self.steps.push(Step::Split(split as u16 + 1, 0));
                        self.emit(node);
                        jumps.push(self.steps.len());
                        self.steps.push(Step::Jump(0));
                        self.steps[split] = Step::Split(split as u16 + 1, self.steps.len() as u16);
                    } else {
                        self.emit(node);
                    }
                }
                let end = self.steps.len() as u16;
                for jump in jumps {
                    self.steps[jump] = Step::Jump(end);
                }
            }
            Node::Repeat(node, min, max) => {
                for _ in 0..*min {
                    self.emit(node);
                }
                // A gap takes as little as fits, all else as much.
                let lazy = matches!(**node, Node::Atom(Atom::Gap));
                let mut splits = Vec::new();
                for _ in *min..*max {
                    splits.push(self.steps.len());
                    self.steps.push(Step::Done);
                    self.emit(node);
                }
                let end = self.steps.len() as u16;
                for split in splits {
                    let inside = split as u16 + 1;
                    self.steps[split] = if lazy { Step::Split(end, inside) } else { Step::Split(inside, end) };
                }
            }
        }
    }

    /// Runs from `at`; `take` says where a step leads, if it fits. Gives where the first fit ends.
    #[inline]
    pub fn run(&self, at: u32, machine: &mut Machine, mut take: impl FnMut(&Atom, u32) -> Option<u32>) -> Option<u32> {
        machine.stack.clear();
        machine.taken.clear();
        let (mut step, mut at) = (0u16, at);
        for _ in 0..MOST_STEPS {
            let taken = machine.taken.len() as u32;
            // What may be missing mostly is: the other way is kept for later only where the first can be begun.
            let mut other = None;
            if let Step::Split(first, second) = self.steps[step as usize] {
                (step, other) = (first, Some(second));
            }
            let next = match &self.steps[step as usize] {
                Step::Done => return Some(at),
                Step::Jump(to) => Some((*to, at)),
                Step::Split(..) => Some((step, at)),
                Step::Not(atom) => take(atom, at).is_none().then_some((step + 1, at)),
                Step::Take(atom) => take(atom, at).map(|after| {
                    match atom {
                        Atom::Part(part) => machine.taken.push((*part, at, after)),
                        Atom::Trigger(trigger) => machine.taken.push((TRIGGER + *trigger, at, after)),
                        _ => {}
                    }
                    (step + 1, after)
                }),
            };
            (step, at) = if let Some(next) = next {
                if let Some(other) = other {
                    machine.stack.push((other, at, taken));
                }
                next
            } else if let Some(other) = other {
                (other, at)
            } else {
                let (again, back, taken) = machine.stack.pop()?;
                machine.taken.truncate(taken as usize);
                (again, back)
            };
        }
        None
    }
}
