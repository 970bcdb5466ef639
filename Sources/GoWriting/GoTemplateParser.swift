import Values

/// Reads the words of a template into its tree.
struct GoTemplateParser {
  /// How deep actions and parentheses may nest: far more than anybody writes.
  static let depthLimit = 64

  typealias Token = GoTemplateLexer.Token
  typealias Node = GoTemplate.Node

  private let tokens: [Token]
  private var index = 0
  private var variables = ["$"]
  private var rangeDepth = 0
  private var depth = 0

  private let dialect: GoTemplate.Dialect

  init(tokens: [Token], dialect: GoTemplate.Dialect) {
    self.tokens = tokens
    self.dialect = dialect
  }

  /// How a list of nodes ended.
  private enum Ending {
    case file
    case end
    case otherwise
  }

  private static let keywords = [
    "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue", "nil",
  ]

  // MARK: Tokens

  private var token: Token { tokens[min(index, tokens.count - 1)] }

  private mutating func next() -> Token {
    let token = self.token
    index += 1
    return token
  }

  private mutating func skipSpace() {
    while token.kind == .space { index += 1 }
  }

  private func failure(_ message: String) -> GoTemplate.Failure {
    GoTemplateLexer.failure(token.line, message, dialect)
  }

  private func unexpected(_ token: Token, _ context: String) -> GoTemplate.Failure {
    let shown: String
    switch token.kind {
    case .end: shown = "EOF"
    case .identifier where GoTemplateParser.keywords.contains(token.text):
      shown = "<\(token.text)>"
    default:
      shown =
        token.text.utf8.count > 10
        ? GoText.quoted(String(token.text.prefix(10))) + "..." : GoText.quoted(token.text)
    }
    return GoTemplateLexer.failure(token.line, "unexpected \(shown) in \(context)", dialect)
  }

  // MARK: Nodes

  mutating func parse() throws(GoTemplate.Failure) -> [Node] {
    let (nodes, ending) = try parseList()
    switch ending {
    case .file: return nodes
    case .end: throw failure("unexpected {{end}}")
    case .otherwise: throw failure("unexpected {{else}}")
    }
  }

  private mutating func parseList() throws(GoTemplate.Failure) -> ([Node], Ending) {
    depth += 1
    defer { depth -= 1 }
    if depth > GoTemplateParser.depthLimit { throw failure("nested too deeply") }
    var nodes: [Node] = []
    while true {
      let token = next()
      switch token.kind {
      case .end: return (nodes, .file)
      case .text: nodes.append(.text(token.text))
      case .leftDelimiter:
        skipSpace()
        if self.token.kind == .identifier, let ending = try parseEnding() {
          return (nodes, ending)
        }
        nodes.append(try parseAction())
      default: throw unexpected(token, "input")
      }
    }
  }

  /// `{{end}}`, or `{{else` without the rest.
  private mutating func parseEnding() throws(GoTemplate.Failure) -> Ending? {
    if token.text == "end" {
      index += 1
      skipSpace()
      guard token.kind == .rightDelimiter else { throw unexpected(token, "end") }
      index += 1
      return .end
    }
    if token.text == "else" {
      index += 1
      return .otherwise
    }
    return nil
  }

  private mutating func parseAction() throws(GoTemplate.Failure) -> Node {
    if token.kind == .identifier {
      let word = token.text
      switch word {
      case "if", "with", "range":
        index += 1
        return try parseControl(word)
      case "break", "continue":
        index += 1
        skipSpace()
        guard token.kind == .rightDelimiter else { throw unexpected(token, "{{\(word)}}") }
        if rangeDepth == 0 { throw failure("{{\(word)}} outside {{range}}") }
        index += 1
        return word == "break" ? .leave : .goOn
      case "define", "template", "block":
        throw failure("{{\(word)}} is not supported here: there is one template")
      default: break
      }
    }
    let pipeline = try parsePipeline("command", ending: .rightDelimiter)
    return .action(pipeline)
  }

  private mutating func parseControl(_ word: String) throws(GoTemplate.Failure) -> Node {
    let scope = variables.count
    let pipeline = try parsePipeline(word, ending: .rightDelimiter)
    if word == "range" { rangeDepth += 1 }
    let (body, ending) = try parseList()
    if word == "range" { rangeDepth -= 1 }
    var otherwise: [Node] = []
    switch ending {
    case .file: throw failure("unexpected EOF")
    case .end: break
    case .otherwise: otherwise = try parseElse(of: word)
    }
    variables.removeLast(variables.count - scope)
    switch word {
    case "if": return .condition(pipeline, then: body, otherwise: otherwise)
    case "with": return .with(pipeline, then: body, otherwise: otherwise)
    default: return .range(pipeline, body: body, otherwise: otherwise)
    }
  }

  private mutating func parseElse(of word: String) throws(GoTemplate.Failure) -> [Node] {
    skipSpace()
    // `{{else if x}}` is an `if` inside the `else`, and shares the end.
    if word != "range", token.kind == .identifier, token.text == word {
      index += 1
      depth += 1
      defer { depth -= 1 }
      if depth > GoTemplateParser.depthLimit { throw failure("nested too deeply") }
      return [try parseControl(word)]
    }
    guard token.kind == .rightDelimiter else { throw unexpected(token, "else") }
    index += 1
    let (nodes, ending) = try parseList()
    switch ending {
    case .end: return nodes
    case .file: throw failure("unexpected EOF")
    case .otherwise: throw failure("expected end; found {{else}}")
    }
  }

  // MARK: Pipelines

  private mutating func parsePipeline(
    _ context: String, ending: Token.Kind
  ) throws(GoTemplate.Failure) -> GoTemplate.Pipeline {
    skipSpace()
    var pipeline = GoTemplate.Pipeline(commands: [])
    try parseDeclaration(context, &pipeline)
    while true {
      skipSpace()
      if token.kind == ending {
        index += 1
        if pipeline.commands.isEmpty { throw failure("missing value for \(context)") }
        for (number, command) in pipeline.commands.enumerated().dropFirst() {
          switch command.operands[0].kind {
          case .constant, .dot, .null:
            throw failure("non executable command in pipeline stage \(number + 1)")
          default: break
          }
        }
        return pipeline
      }
      pipeline.commands.append(try parseCommand(context))
    }
  }

  /// `$x :=`, `$x =`, and in a range `$i, $x :=`.
  private mutating func parseDeclaration(
    _ context: String, _ pipeline: inout GoTemplate.Pipeline
  ) throws(GoTemplate.Failure) {
    let start = index
    var names: [String] = []
    while token.kind == .variable {
      names.append(next().text)
      skipSpace()
      if token.kind == .declare || token.kind == .assign {
        let declares = next().kind == .declare
        pipeline.variables = names
        pipeline.declares = declares
        if declares {
          variables += names
        } else {
          for name in names where !variables.contains(name) {
            throw failure("undefined variable \(GoText.quoted(name))")
          }
        }
        return
      }
      guard token.kind == .comma, context == "range", names.count < 2 else { break }
      index += 1
      skipSpace()
    }
    index = start
  }

  private mutating func parseCommand(
    _ context: String
  ) throws(GoTemplate.Failure) -> GoTemplate.Command {
    var command = GoTemplate.Command(operands: [], position: token.position)
    while true {
      skipSpace()
      if let operand = try parseOperand() { command.operands.append(operand) }
      switch token.kind {
      case .space: continue
      case .pipe: index += 1
      case .rightDelimiter, .rightParenthesis: break
      default: throw unexpected(token, "operand")
      }
      break
    }
    if command.operands.isEmpty { throw failure("empty command") }
    return command
  }

  private mutating func parseOperand() throws(GoTemplate.Failure) -> GoTemplate.Operand? {
    guard var operand = try parseTerm() else { return nil }
    guard token.kind == .field else { return operand }
    let position = token.position
    var names: [String] = []
    var text = ""
    while token.kind == .field {
      let field = next().text
      text += field
      names.append(String(field.dropFirst()))
    }
    switch operand.kind {
    case .constant, .null, .dot:
      throw failure("unexpected . after term \(GoText.quoted(operand.text))")
    case .fields(let first):
      operand.kind = .fields(first + names)
      operand.position = position
    case .variable(let name, let first):
      operand.kind = .variable(name, first + names)
      operand.position = position
    default:
      operand = GoTemplate.Operand(
        kind: .chain(operand, names), position: position, text: operand.text)
    }
    operand.text += text
    return operand
  }

  private mutating func parseTerm() throws(GoTemplate.Failure) -> GoTemplate.Operand? {
    let token = self.token
    func operand(_ kind: GoTemplate.Operand.Kind) -> GoTemplate.Operand {
      GoTemplate.Operand(kind: kind, position: token.position, text: token.text)
    }
    let kind: GoTemplate.Operand.Kind
    switch token.kind {
    case .identifier:
      switch token.text {
      case "true", "false": kind = .constant(.bool(token.text == "true"))
      case "nil": kind = .null
      default:
        if GoTemplateParser.keywords.contains(token.text) { return nil }
        guard let function = GoTemplateFunction(rawValue: token.text),
          function.belongs(to: dialect)
        else {
          throw failure("function \(GoText.quoted(token.text)) not defined")
        }
        kind = .function(token.text)
      }
    case .dot: kind = .dot
    case .field: kind = .fields([String(token.text.dropFirst())])
    case .variable:
      guard variables.contains(token.text) else {
        throw failure("undefined variable \(GoText.quoted(token.text))")
      }
      kind = .variable(token.text, [])
    case .number: kind = .constant(GoNumber.value(of: token.text) ?? .null)
    case .string: kind = .constant(.string(GoNumber.unquoted(token.text)))
    case .rawString: kind = .constant(.string(String(token.text.dropFirst().dropLast())))
    case .character:
      let scalars = Array(GoNumber.unquoted(token.text).unicodeScalars)
      guard scalars.count == 1 else {
        throw failure("malformed character constant: \(token.text)")
      }
      kind = .constant(.integer(Int64(scalars[0].value)))
    case .leftParenthesis:
      index += 1
      depth += 1
      if depth > GoTemplateParser.depthLimit { throw failure("nested too deeply") }
      let pipeline = try parsePipeline("parenthesized pipeline", ending: .rightParenthesis)
      depth -= 1
      return GoTemplate.Operand(
        kind: .pipeline(pipeline), position: token.position,
        text: "(" + GoTemplateParser.text(of: pipeline) + ")")
    default: return nil
    }
    index += 1
    return operand(kind)
  }

  private static func text(of pipeline: GoTemplate.Pipeline) -> String {
    var text = pipeline.commands.map { $0.text }.joined(separator: " | ")
    if !pipeline.variables.isEmpty {
      text =
        pipeline.variables.joined(separator: ", ") + (pipeline.declares ? " := " : " = ") + text
    }
    return text
  }
}

extension GoTemplate.Command {
  /// The command as error messages quote it.
  var text: String { operands.map { $0.text }.joined(separator: " ") }
}
