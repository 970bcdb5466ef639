/// In which order chapters are run: as they come, but a translation behind the original whose run is
/// also its own.
struct TaskOrder {
  /// The index of the original by that of the translation.
  private var originals: [Int: Int] = [:]
  /// The translations that wait for an original.
  private var waiting: [Int: [Int]] = [:]
  /// What can begin; the last one is the next.
  private var ready: [Int] = []

  init(_ tasks: [ChapterTask]) {
    let places = Dictionary(
      tasks.enumerated().map { ($1.chapter.file, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, task) in tasks.enumerated() {
      // An original is nobody's translation, so that nothing waits for what waits itself.
      if let original = task.chapter.fileWithSameRun.flatMap({ places[$0] }),
        tasks[original].chapter.original == nil
      {
        originals[index] = original
        waiting[original, default: []].append(index)
      } else {
        ready.append(index)
      }
    }
    ready.reverse()
  }

  /// The next task, unless all others wait for one that has not ended.
  mutating func next() -> Int? { ready.popLast() }

  /// The task whose run a task takes over.
  func original(of index: Int) -> Int? { originals[index] }

  /// A task has ended, so that its translations can begin.
  mutating func end(_ index: Int) {
    ready += (waiting.removeValue(forKey: index) ?? []).reversed()
  }
}
