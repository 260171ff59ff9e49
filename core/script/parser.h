// Parser: tokens to the syntax tree. Python's grammar as far as Inflight runs it; what it does not run is refused here.
#pragma once

#include "core/script/ast.h"

namespace inflight::script {

// Throws SyntaxFault.
Tree parse(const Source& source);

// The text as one expression. Throws SyntaxFault.
Expr* parse_expression(const Source& source, Tree& tree);

}  // namespace inflight::script
