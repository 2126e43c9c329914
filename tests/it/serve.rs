//! `nianbao serve` over real connections: who is let in, what is written, and that nothing is lost.

mod client;
mod door;
mod writing;
