import Values

/// A template in the language of Go's `text/template`, as `kubectl -o go-template` and
/// `docker --format` take it.
///
/// Fields, variables, pipelines, `if`, `with`, `range` with `else`, `break` and `continue`, and
/// the functions of Go and of the tool. Templates that define or call other templates are refused.
package struct GoTemplate {
  /// Why a template cannot be read or used.
  package struct Failure: Error {
    package var message: String
  }

  /// Whose template it is: what it is called in messages, and which functions there are.
  package enum Dialect {
    /// Functions `exists` and `base64decode`; nothing is printed as `<no value>`.
    case kubectl
    /// Functions `json`, `split`, `join`, `title`, `lower`, `upper`, `pad` and `truncate`; nothing
    /// is printed as the empty list that it is most often.
    case docker

    /// The name by which messages call the template.
    var templateName: String { self == .kubectl ? "output" : "" }
  }

  /// An action, or text between actions.
  indirect enum Node {
    case text(String)
    case action(Pipeline)
    case condition(Pipeline, then: [Node], otherwise: [Node])
    case with(Pipeline, then: [Node], otherwise: [Node])
    case range(Pipeline, body: [Node], otherwise: [Node])
    case leave
    case goOn
  }

  /// Commands whose results are handed on, with the variables that take the last one.
  struct Pipeline {
    var variables: [String] = []
    var declares = false
    var commands: [Command]
  }

  /// A value with arguments; functions take them.
  struct Command {
    var operands: [Operand]
    var position: Int
  }

  struct Operand {
    indirect enum Kind {
      case dot
      case null
      case constant(JSON)
      case fields([String])
      case variable(String, [String])
      case function(String)
      /// A pipeline in parentheses, or anything else, with fields behind it.
      case chain(Operand, [String])
      case pipeline(Pipeline)
    }

    var kind: Kind
    var position: Int
    /// The operand as error messages quote it.
    var text: String
  }

  package let source: String
  let dialect: Dialect
  let nodes: [Node]
  /// Whether a member that is missing is no value; else it is an error.
  let allowsMissingKeys: Bool

  /// Reads a template.
  package init(
    _ source: String, dialect: Dialect = .kubectl, allowsMissingKeys: Bool = true
  ) throws(Failure) {
    self.source = source
    self.dialect = dialect
    self.allowsMissingKeys = allowsMissingKeys
    var parser = GoTemplateParser(
      tokens: try GoTemplateLexer.tokens(of: source, dialect), dialect: dialect)
    nodes = try parser.parse()
  }

  /// What a template prints for a value. A failure leaves what was printed before it in `output`.
  package func run(on value: JSON, output: inout String) throws(Failure) {
    let run = GoTemplateRun(self, root: value)
    defer { output += run.output }
    try run.start()
  }

  /// `output:1:15`, the place of a byte as messages name it.
  func place(of position: Int) -> String {
    var line = 1
    var start = 0
    for (offset, byte) in source.utf8.enumerated() {
      if offset >= position { break }
      if byte == UInt8(ascii: "\n") {
        line += 1
        start = offset
      }
    }
    return "\(dialect.templateName):\(line):\(position - start)"
  }
}
