//! The real program, run as people and scripts run it, in folders of its own.

mod attributes;
mod cases;
mod codebook;
mod commands;
mod exchange;
mod framework;
mod framework_history;
mod full_disk;
mod killed;
mod meetings;
mod opening;
mod outputs;
mod people;
mod picture;
mod quotes;
mod register;
mod shell;
mod table;
mod terms;
mod texts;
mod torture;
mod usage;
mod words;
