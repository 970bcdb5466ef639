import OrderedCollections

/// A function that was called.
final class FunctionFrame: Frame {
  private let function: Function
  private let parameters: [String]
  /// The variables that `local` hid, and what was assigned for the call.
  private var hidden: [(name: String, variable: ShellVariable?)] = []
  private var hasBegun = false

  init(
    _ function: Function, parameters: [String], hidden: [(String, ShellVariable?)], isTested: Bool
  ) {
    self.function = function
    self.parameters = parameters
    self.hidden = hidden.map { (name: $0.0, variable: $0.1) }
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if hasBegun {
      shell.pop()
      return
    }
    hasBegun = true
    shell.push(function.body, isTested: isTested)
  }

  /// Hides a variable until the function is left.
  func hide(_ name: String, _ shell: Interpreter) {
    guard !hidden.contains(where: { $0.name == name }) else { return }
    hidden.append((name, shell.state.variables[name]))
  }

  override func leave(_ shell: Interpreter) {
    shell.state.parameters = parameters
    shell.functionDepth -= 1
    _ = shell.state.functionNames.popLast()
    for (name, variable) in hidden.reversed() { shell.restore(name, variable) }
  }
}
