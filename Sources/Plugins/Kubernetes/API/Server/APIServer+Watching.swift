extension APIServer {
  /// Tells `receiver` every change of the selected objects from now on, by way of `deliver`.
  ///
  /// A change that moves an object into the selection is an addition, one that moves it out a
  /// deletion. With `sendsPresentObjects` those that are there come first, as additions.
  @discardableResult
  public func watch(
    _ selection: ObjectSelection, sendsPresentObjects: Bool = false,
    receiver: @escaping (ObjectEvent) -> Void
  ) -> Watch {
    let watch = watches.add(selection, receiver: receiver)
    if sendsPresentObjects {
      for object in list(selection) {
        deliver([watch], ObjectEvent(.added, object, resourceVersion: resourceVersion))
      }
    }
    return watch
  }

  /// Ends a watch. What is on its way to it is not received any more.
  public func stop(_ watch: Watch) { watches.remove(watch) }

  func announce(_ event: ObjectEvent) {
    didChange(event)
    let interested = watches.interested(in: event.object, old: event.old)
    if interested.allSatisfy({ $0.isWholeKind }) {
      if !interested.isEmpty { deliver(interested, event) }
      return
    }
    // Those that see the same change get it together, as long as they follow each other.
    var together: [Watch] = []
    var change = event.change
    for watch in interested {
      guard let own = self.change(event, for: watch) else { continue }
      if own != change, !together.isEmpty {
        deliver(together, event.seen(as: change))
        together = []
      }
      change = own
      together.append(watch)
    }
    if !together.isEmpty { deliver(together, event.seen(as: change)) }
  }

  /// What a change is for a watch: objects come into its selection and leave it.
  private func change(_ event: ObjectEvent, for watch: Watch) -> ObjectEvent.Change? {
    if watch.isWholeKind { return event.change }
    let isIn = event.change != .deleted && watch.selection.contains(event.object)
    let wasIn =
      event.change == .deleted
      ? watch.selection.contains(event.object)
      : event.old.map { watch.selection.contains($0) } ?? false
    switch (wasIn, isIn) {
    case (false, false): return nil
    case (false, true): return .added
    case (true, true): return .modified
    case (true, false): return .deleted
    }
  }
}
