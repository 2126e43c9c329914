# Sourced by scripts that judge files: builds the program and its examples as the tests do, so that what
# they have built is not built again. NIANBAO names another program to be judged.
# Gives $nianbao, and $programs, the folder with examples/.

cargo build --quiet --locked --bins --examples
programs=target/debug
nianbao=${NIANBAO:-$programs/nianbao}
