//! Questions: the line they are written in reads in as what was meant, and what answers them is what a slow, obvious reading of
//! the definitions gives.

mod line;
mod reference;
