//! Properties that hold for any input.

mod bodies;
mod reading;
