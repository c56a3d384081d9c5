//! Case files: small documents with the facts that must be read from them.
mod body;
mod documents;
mod harvested;
mod lists;
mod pages;
