//! Golden sites: whole folders with the facts and pages they must give.

mod check_pages;
mod content;
mod graph;
mod manual;
mod order;
mod standalone;
mod templates;
mod theme;
mod views;
