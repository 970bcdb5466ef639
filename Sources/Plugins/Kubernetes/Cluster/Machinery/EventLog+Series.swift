import KubernetesAPI
import Simulation

/// Events of the new kind, which the scheduler writes: no count, but a series from the second time
/// on. What follows the second time is counted and written only when the series ends, or after
/// half an hour.
extension EventLog {
  struct Series {
    var name: String
    var namespace: String
    var count: Int32 = 1
    var first: VirtualTime
    var last: VirtualTime
    var isWritten = true
  }

  /// After so long without news a series has ended.
  static let seriesEnd = VirtualDuration.seconds(360)
  /// A series that goes on is written again after so long.
  static let seriesRefresh = VirtualDuration.seconds(1800)

  func recordInSeries(_ occurrence: Occurrence) {
    let now = world.now
    let key = occurrence.common
    if var known = series[key] {
      known.count += 1
      known.last = now
      known.isWritten = false
      if known.count == 2 {
        write(known)
        known.isWritten = true
      }
      series[key] = known
      return
    }
    let event = newEvent(occurrence)
    event.eventTime = MicroTime(now)
    event.action = occurrence.action
    event.reportingComponent = occurrence.component
    event.reportingInstance = occurrence.instance
    guard createAlone(event) else { return }
    series[key] = Series(
      name: event.metadata.name, namespace: event.metadata.namespace, first: now, last: now)
    lookAfterSeries()
  }

  /// Ends the series that have ended, from time to time, as long as there are any.
  private func lookAfterSeries() {
    guard !isLookingAfterSeries else { return }
    isLookingAfterSeries = true
    world.schedule(after: EventLog.seriesEnd) { [unowned(unsafe) self] in
      isLookingAfterSeries = false
      world.causing(nil) { endSeries() }
      if !series.isEmpty { lookAfterSeries() }
    }
  }

  private func endSeries() {
    let now = world.now
    for key in series.keys.sorted(by: { $0.text < $1.text }) {
      guard let known = series[key] else { continue }
      let isOver = now - known.last >= EventLog.seriesEnd
      let isOld = now - known.first >= EventLog.seriesRefresh
      if !known.isWritten, isOver || isOld {
        write(known)
        series[key]?.isWritten = true
      }
      if isOver { series[key] = nil }
    }
  }

  private func write(_ known: Series) {
    guard
      let old = server.get(Event.self, namespace: known.namespace, name: known.name)
    else { return }
    let event = old.copy()
    var count = EventSeries()
    count.count = known.count
    count.lastObservedTime = MicroTime(known.last)
    event.series = count
    _ = update(event)
  }
}
