import Dispatch

extension RandomAccessCollection where Self: Sendable, Index == Int {
  /// The results of a transformation in the order of the elements, worked out on all processors.
  ///
  /// It returns when all are there.
  func concurrentMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    guard count > 1 else { return map(transform) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      // Each iteration writes a place of its own.
      nonisolated(unsafe) let results = buffer.baseAddress
      DispatchQueue.concurrentPerform(iterations: count) { offset in
        results?.advanced(by: offset).initialize(to: transform(self[startIndex + offset]))
      }
      initializedCount = count
    }
  }
}
