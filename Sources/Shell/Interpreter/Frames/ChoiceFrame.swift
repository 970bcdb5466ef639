/// `if`
final class ChoiceFrame: Frame {
  private let choice: Choice
  private var index = -1
  private var isInBody = false

  init(_ choice: Choice, isTested: Bool) {
    self.choice = choice
    super.init(isTested: isTested)
  }

  override var isSpent: Bool { isInBody }

  override func step(_ shell: Interpreter) {
    if isInBody {
      shell.pop()
      return
    }
    if index >= 0, shell.state.status == 0 {
      isInBody = true
      shell.push(ListFrame(choice.branches[index].body, isTested: isTested))
      return
    }
    index += 1
    if index < choice.branches.count {
      shell.push(ListFrame(choice.branches[index].condition, isTested: true))
      return
    }
    isInBody = true
    if let otherwise = choice.otherwise {
      shell.push(ListFrame(otherwise, isTested: isTested))
    } else {
      shell.state.status = 0
    }
  }
}
