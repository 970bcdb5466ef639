import OrderedCollections
import Values

/// One run of a template. Values are JSON; nil stands for no value at all, which is not null.
final class GoTemplateRun {
  /// How often loops may go round in one run.
  static let roundLimit = 100_000

  private let template: GoTemplate
  private let root: JSON
  private(set) var output = ""
  private var variables: [(name: String, value: JSON?)]
  private var position = 0
  private var quotation = ""
  private var rounds = 0

  init(_ template: GoTemplate, root: JSON) {
    self.template = template
    self.root = root
    variables = [("$", root)]
  }

  /// How a list of nodes was left.
  private enum Exit {
    case end
    case leave
    case goOn
  }

  func start() throws(GoTemplate.Failure) {
    _ = try run(template.nodes, root)
  }

  private func failure(_ message: String) -> GoTemplate.Failure {
    GoTemplate.Failure(
      message:
        "template: \(template.place(of: position)): executing \"\(template.dialect.templateName)\" at "
        + "<\(quotation)>: \(message)")
  }

  private func at(_ operand: GoTemplate.Operand) {
    position = operand.position
    quotation = operand.text
  }

  private func at(_ command: GoTemplate.Command) {
    position = command.position
    quotation = command.text
  }

  // MARK: Nodes

  private func run(_ nodes: [GoTemplate.Node], _ dot: JSON?) throws(GoTemplate.Failure) -> Exit {
    for node in nodes {
      switch node {
      case .text(let text): output += text
      case .action(let pipeline):
        let value = try evaluate(pipeline, dot)
        if pipeline.variables.isEmpty { output += shown(value) }
      case .condition(let pipeline, let then, let otherwise):
        let exit = try inScope { () throws(GoTemplate.Failure) in
          let value = try evaluate(pipeline, dot)
          return try run(GoTemplateFunction.isTrue(value) ? then : otherwise, dot)
        }
        if exit != .end { return exit }
      case .with(let pipeline, let then, let otherwise):
        let exit = try inScope { () throws(GoTemplate.Failure) in
          let value = try evaluate(pipeline, dot)
          let holds = GoTemplateFunction.isTrue(value)
          return try run(holds ? then : otherwise, holds ? value : dot)
        }
        if exit != .end { return exit }
      case .range(let pipeline, let body, let otherwise):
        let exit = try inScope { () throws(GoTemplate.Failure) in
          try runRange(pipeline, body, otherwise, dot)
        }
        if exit != .end { return exit }
      case .leave: return .leave
      case .goOn: return .goOn
      }
    }
    return .end
  }

  /// Variables that `body` declares are forgotten afterwards.
  private func inScope(
    _ body: () throws(GoTemplate.Failure) -> Exit
  ) throws(GoTemplate.Failure) -> Exit {
    let count = variables.count
    defer { variables.removeLast(variables.count - count) }
    return try body()
  }

  private func runRange(
    _ pipeline: GoTemplate.Pipeline, _ body: [GoTemplate.Node], _ otherwise: [GoTemplate.Node],
    _ dot: JSON?
  ) throws(GoTemplate.Failure) -> Exit {
    var quiet = pipeline
    quiet.variables = []
    let value = try evaluate(quiet, dot)
    let pairs: [(key: JSON, value: JSON)]
    switch value {
    case nil, .null?: pairs = []
    case .array(let items)?:
      pairs = items.enumerated().map { (.integer(Int64($0.offset)), $0.element) }
    case .object(let members)?:
      pairs = members.keys.sorted { $0.precedesByBytes($1) }
        .map { (.string($0), members[$0] ?? .null) }
    case let other?: throw failure("range can't iterate over \(GoFormat.text(other))")
    }
    if pairs.isEmpty { return try run(otherwise, dot) }
    let count = variables.count
    for pair in pairs {
      rounds += 1
      if rounds > GoTemplateRun.roundLimit {
        throw failure("more than \(GoTemplateRun.roundLimit) rounds of loops")
      }
      variables.removeLast(variables.count - count)
      let values = pipeline.variables.count == 2 ? [pair.key, pair.value] : [pair.value]
      for (name, value) in zip(pipeline.variables, values) {
        set(name, to: value, declares: pipeline.declares)
      }
      if try run(body, pair.value) == .leave { break }
    }
    return .end
  }

  /// What an action prints.
  private func shown(_ value: JSON?) -> String {
    guard let value, !value.isNull else {
      return template.dialect == .docker ? "[]" : "<no value>"
    }
    return GoFormat.text(value)
  }

  // MARK: Pipelines

  private func set(_ name: String, to value: JSON?, declares: Bool) {
    if !declares, let place = variables.lastIndex(where: { $0.name == name }) {
      variables[place].value = value
    } else {
      variables.append((name, value))
    }
  }

  private func evaluate(
    _ pipeline: GoTemplate.Pipeline, _ dot: JSON?
  ) throws(GoTemplate.Failure) -> JSON? {
    var value: JSON?
    for (number, command) in pipeline.commands.enumerated() {
      value = try evaluate(command, dot, final: number > 0 ? .some(value) : .none)
    }
    for name in pipeline.variables { set(name, to: value, declares: pipeline.declares) }
    return value
  }

  /// - Parameter final: the result of the command before, which becomes the last argument; `.none`
  ///   for the first command.
  private func evaluate(
    _ command: GoTemplate.Command, _ dot: JSON?, final: JSON??
  ) throws(GoTemplate.Failure) -> JSON? {
    let first = command.operands[0]
    let arguments = Array(command.operands.dropFirst())
    let hasArguments = !arguments.isEmpty || final != nil
    switch first.kind {
    case .function(let name):
      guard let function = GoTemplateFunction(rawValue: name) else { return nil }
      return try call(function, command, arguments, dot, final)
    case .fields(let names), .variable(_, let names), .chain(_, let names):
      if hasArguments, let last = names.last {
        at(first)
        throw failure("\(last) is not a method but has arguments")
      }
    default: break
    }
    at(first)
    if hasArguments { throw failure("can't give argument to non-function \(first.text)") }
    if case .null = first.kind { throw failure("nil is not a command") }
    return try evaluate(first, dot)
  }

  private func evaluate(
    _ operand: GoTemplate.Operand, _ dot: JSON?
  ) throws(GoTemplate.Failure) -> JSON? {
    at(operand)
    switch operand.kind {
    case .dot: return dot
    case .null: return .null
    case .constant(let value): return value
    case .fields(let names): return try member(names, of: dot)
    case .variable(let name, let names):
      let value = variables.last { $0.name == name }?.value
      return try member(names, of: value ?? nil)
    case .chain(let inner, let names):
      let value = try evaluate(inner, dot)
      at(operand)
      return try member(names, of: value)
    case .pipeline(let pipeline): return try evaluate(pipeline, dot)
    case .function(let name):
      guard let function = GoTemplateFunction(rawValue: name) else { return nil }
      let command = GoTemplate.Command(operands: [operand], position: operand.position)
      return try call(function, command, [], dot, .none)
    }
  }

  private func member(
    _ names: [String], of value: JSON?
  ) throws(GoTemplate.Failure) -> JSON? {
    var value = value
    for name in names {
      switch value {
      case nil: return nil
      case .object(let members)?:
        value = members[name]
        if value == nil, !template.allowsMissingKeys {
          throw failure("map has no entry for key \(GoText.quoted(name))")
        }
      case .null?: throw failure("nil pointer evaluating interface {}.\(name)")
      default: throw failure("can't evaluate field \(name) in type interface {}")
      }
    }
    return value
  }

  private func call(
    _ function: GoTemplateFunction, _ command: GoTemplate.Command,
    _ operands: [GoTemplate.Operand], _ dot: JSON?, _ final: JSON??
  ) throws(GoTemplate.Failure) -> JSON? {
    at(command)
    let count = operands.count + (final == nil ? 0 : 1)
    let arity = function.arity
    if arity.isLeast ? count < arity.count : count != arity.count {
      throw failure(
        "wrong number of args for \(function.rawValue): want "
          + "\(arity.isLeast ? "at least " : "")\(arity.count) got \(count)")
    }
    if function == .and || function == .or {
      var value: JSON?
      for operand in operands {
        value = try evaluate(operand, dot)
        if GoTemplateFunction.isTrue(value) == (function == .or) { return value }
      }
      return final ?? value
    }
    var arguments: [JSON?] = []
    for operand in operands { arguments.append(try evaluate(operand, dot)) }
    if let final { arguments.append(final) }
    do throws(GoTemplateFunction.Failure) {
      return try function.call(arguments)
    } catch {
      at(command)
      throw failure("error calling \(function.rawValue): \(error.message)")
    }
  }
}
