//! A graph in, files out.
