/// Commands in a row.
final class ListFrame: Frame {
  private let items: [ListItem]
  private var index = 0
  /// What follows the items in the text and cannot be run.
  private let error: ShellSyntaxError?
  /// The text, for showing the line of an error.
  private let source: String

  init(_ script: Script, isTested: Bool, source: String = "") {
    items = script.items
    error = script.error
    self.source = source
    super.init(isTested: isTested)
  }

  override var isSpent: Bool { index == items.count && error == nil }

  override func step(_ shell: Interpreter) {
    guard index < items.count else {
      shell.pop()
      if let error { shell.reportSyntaxError(error, source: source) }
      return
    }
    let item = items[index]
    index += 1
    if item.isBackground {
      shell.startBackground(item)
    } else if item.rest.isEmpty {
      shell.push(item.first, isTested: isTested)
    } else {
      shell.push(ChainFrame(item, isTested: isTested))
    }
  }
}
