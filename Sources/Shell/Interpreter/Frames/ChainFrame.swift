/// Pipelines joined by `&&` and `||`.
final class ChainFrame: Frame {
  private let item: ListItem
  private var index = 0

  init(_ item: ListItem, isTested: Bool) {
    self.item = item
    super.init(isTested: isTested)
  }

  override func step(_ shell: Interpreter) {
    if index == 0 {
      index = 1
      shell.push(item.first, isTested: true)
      return
    }
    while index <= item.rest.count {
      let link = item.rest[index - 1]
      index += 1
      if link.afterSuccess == (shell.state.status == 0) {
        shell.push(link.pipeline, isTested: isTested || index <= item.rest.count)
        return
      }
    }
    shell.pop()
  }
}
