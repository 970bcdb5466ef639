/// Turns the parts of a pattern into a program.
struct RegularExpressionCompiler {
  var program: [RegularExpression.Instruction] = []

  /// More than a pattern that a person writes ever needs.
  private static let maximumSize = 20_000

  mutating func compile(
    _ node: RegularExpressionNode
  ) throws(RegularExpression.Failure) {
    if program.count > RegularExpressionCompiler.maximumSize {
      throw RegularExpression.Failure(message: "Regular expression too big")
    }
    switch node {
    case .empty: break
    case .scalar(let scalar): program.append(.scalar(scalar))
    case .any: program.append(.any)
    case .set(let isNegated, let set): program.append(.set(isNegated: isNegated, set))
    case .assertion(let instruction): program.append(instruction)
    case .sequence(let nodes): for node in nodes { try compile(node) }
    case .group(let number, let inner):
      program.append(.save(2 * number))
      try compile(inner)
      program.append(.save(2 * number + 1))
    case .alternatives(let nodes): try compileAlternatives(nodes)
    case .repetition(let inner, let least, let most):
      for _ in 0..<least { try compile(inner) }
      if let most {
        var splits: [Int] = []
        for _ in 0..<max(0, most - least) {
          splits.append(program.count)
          program.append(.match)
          try compile(inner)
        }
        for place in splits { program[place] = .split(place + 1, program.count) }
      } else {
        let place = program.count
        program.append(.match)
        try compile(inner)
        program.append(.jump(place))
        program[place] = .split(place + 1, program.count)
      }
    }
  }

  private mutating func compileAlternatives(
    _ nodes: [RegularExpressionNode]
  ) throws(RegularExpression.Failure) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index + 1 < nodes.count else {
        try compile(node)
        break
      }
      let split = program.count
      program.append(.match)
      try compile(node)
      jumps.append(program.count)
      program.append(.match)
      program[split] = .split(split + 1, program.count)
    }
    for place in jumps { program[place] = .jump(program.count) }
  }
}
