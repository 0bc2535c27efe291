"""Networks as pictures, and as files for programs that draw them."""
