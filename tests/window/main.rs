//! The real window on real project files, through its accessibility tree, by role and label.

mod board;
mod checking;
mod codes;
mod editing;
mod framework;
mod harness;
mod history;
mod importing;
mod matching;
mod matrix;
mod memos;
mod news;
mod opening;
mod outline;
mod outputs;
mod pictures;
mod quotes;
mod reading;
mod regions;
mod register;
mod search_views;
mod searching;
mod sorting;
mod styles;
mod tables;
