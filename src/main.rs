//! The program: parse, run, exit code.

mod cli;

/// A run frees a graph of a million small things again and again. glibc's allocator keeps most of their room, for a heap shrinks
/// from its end alone and something small always lives there: at the end of a run four fifths of its heaps were free and still held.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
