//! Properties that hold for any input.

mod bodies;
mod editions;
mod following;
mod reading;
mod shown;
mod texts;
