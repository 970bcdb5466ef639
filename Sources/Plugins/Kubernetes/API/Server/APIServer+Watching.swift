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
        deliver(watch, ObjectEvent(.added, object, resourceVersion: resourceVersion))
      }
    }
    return watch
  }

  /// Ends a watch. What is on its way to it is not received any more.
  public func stop(_ watch: Watch) { watches.remove(watch) }

  func announce(_ event: ObjectEvent) {
    didChange(event)
    for watch in watches.interested(in: event.object, old: event.old) {
      let isIn = event.change != .deleted && watch.selection.contains(event.object)
      let wasIn =
        event.change == .deleted
        ? watch.selection.contains(event.object)
        : event.old.map { watch.selection.contains($0) } ?? false
      let change: ObjectEvent.Change
      switch (wasIn, isIn) {
      case (false, false): continue
      case (false, true): change = .added
      case (true, true): change = .modified
      case (true, false): change = .deleted
      }
      deliver(
        watch,
        ObjectEvent(
          change, event.object, old: event.old, resourceVersion: event.resourceVersion))
    }
  }
}
