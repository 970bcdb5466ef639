import Simulation

/// `[[ … ]]`
final class ConditionFrame: Frame {
  private let condition: Condition
  private let line: Int
  private var counter = 0
  private var expander: Expander?
  private var left: Field?

  init(_ condition: Condition, line: Int, isTested: Bool) {
    self.condition = condition
    self.line = line
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    shell.line = line
    guard counter < condition.steps.count else {
      shell.pop()
      shell.exitOnError(isTested)
      return
    }
    switch condition.steps[counter] {
    case .jumpIfTrue(let target): counter = shell.state.status == 0 ? target : counter + 1
    case .jumpIfFalse(let target): counter = shell.state.status != 0 ? target : counter + 1
    case .negate:
      shell.state.status = shell.state.status == 0 ? 1 : 0
      counter += 1
    case .unary(let name, let word):
      guard let field = expand(word, shell) else { return }
      if shell.state.options.traces { shell.trace("[[ \(name) \(shown(field)) ]]") }
      shell.state.status = unary(name, field.text, shell) ? 0 : 1
      counter += 1
    case .binary(let name, let leftWord, let rightWord):
      guard let left else {
        left = expand(leftWord, shell)
        return
      }
      guard let right = expand(rightWord, shell) else { return }
      self.left = nil
      if shell.state.options.traces {
        shell.trace("[[ \(shown(left)) \(name) \(shownPattern(name, right)) ]]")
      }
      guard let holds = binary(name, left.text, right, shell) else {
        shell.state.status = 2
        counter = condition.steps.count
        return
      }
      shell.state.status = holds ? 0 : 1
      counter += 1
    }
  }

  private func expand(_ word: Word, _ shell: Interpreter) -> Field? {
    let expander = self.expander ?? Expander([word], splits: false, shell)
    self.expander = expander
    switch expander.run(shell) {
    case .blocked: return nil
    case .failed:
      shell.abandon()
      return nil
    case .done:
      self.expander = nil
      return expander.field
    }
  }

  private func shown(_ field: Field) -> String { ShellQuoting.quote(field.text) }

  private func shownPattern(_ name: String, _ field: Field) -> String {
    guard name == "=" || name == "==" || name == "!=" || name == "=~" else { return shown(field) }
    var text = ""
    for piece in field.pieces {
      if piece.isQuoted, name != "=~" {
        for scalar in piece.text.unicodeScalars { text += "\\" + String(Character(scalar)) }
      } else {
        text += piece.text
      }
    }
    return text.isEmpty ? "''" : text
  }

  private func unary(_ name: String, _ text: String, _ shell: Interpreter) -> Bool {
    if name == "-v" { return shell.value(of: text) != nil }
    if name == "-o" {
      var options = shell.state.options
      let before = options.letters
      return options.set(named: text, true) && options.letters == before
    }
    return FileTests(shell).unary(name, text) ?? false
  }

  private func binary(
    _ name: String, _ left: String, _ right: Field, _ shell: Interpreter
  ) -> Bool? {
    switch name {
    case "=", "==": return right.pattern.matches(left, shell.world)
    case "!=": return !right.pattern.matches(left, shell.world)
    case "<": return left.utf8.lexicographicallyPrecedes(right.text.utf8)
    case ">": return right.text.utf8.lexicographicallyPrecedes(left.utf8)
    case "=~": return matches(left, right, shell)
    case "-nt", "-ot", "-ef": return FileTests(shell).binary(name, left, right.text) ?? false
    default:
      do throws(Arithmetic.Failure) {
        let first = try shell.evaluate(left)
        let second = try shell.evaluate(right.text)
        return FileTests.compare(name, first, second) ?? false
      } catch {
        shell.complain("[[: " + error.message)
        return false
      }
    }
  }

  private func matches(_ text: String, _ pattern: Field, _ shell: Interpreter) -> Bool? {
    var source = ""
    for piece in pattern.pieces {
      if !piece.isQuoted {
        source += piece.text
        continue
      }
      // Quoted text stands for itself.
      for scalar in piece.text.unicodeScalars {
        if ".[]{}()*+?|^$\\".unicodeScalars.contains(scalar) { source += "\\" }
        source += String(Character(scalar))
      }
    }
    let expression: RegularExpression
    do throws(RegularExpression.Failure) {
      expression = try RegularExpression(source, .extended, world: shell.world)
    } catch {
      if error.message.includes("not supported") { shell.complain("[[: " + error.message) }
      return nil
    }
    let scalars = Array(text.unicodeScalars)
    guard let match = expression.firstMatch(in: scalars) else {
      shell.state.lastMatch = []
      return false
    }
    shell.state.lastMatch = match.groups.map { range in
      guard let range else { return "" }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
    return true
  }
}
