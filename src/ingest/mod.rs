//! Files and streams in, documents out.
