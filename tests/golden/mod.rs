//! Golden sites: whole folders with the facts and pages they must give.

mod content;
mod manual;
mod templates;
mod views;
