/// Somebody who wants to know about changes.
///
/// The server hands every change to its `deliver` hook together with the watches it is for; the
/// owner of the server calls `receive` when, on the virtual clock, the change arrives.
public final class Watch {
  /// Which objects it is about.
  public let selection: ObjectSelection
  /// Whether every change of the kind is for this watch.
  let isWholeKind: Bool

  /// What the watcher does with a change. The owner calls it, not the server.
  let receiver: (ObjectEvent) -> Void

  /// After `stop` nothing more is received, also not what was on its way.
  public var isStopped: Bool { hasStopped }
  private var hasStopped = false

  /// The place in the order in which the server tells its watchers.
  let number: Int64

  init(
    _ selection: ObjectSelection, number: Int64, receiver: @escaping (ObjectEvent) -> Void
  ) {
    self.selection = selection
    isWholeKind = selection.isWholeKind
    self.number = number
    self.receiver = receiver
  }

  /// Gives the change to the watcher, unless it has stopped.
  public func receive(_ event: ObjectEvent) {
    if !hasStopped { receiver(event) }
  }

  func markStopped() { hasStopped = true }
}
