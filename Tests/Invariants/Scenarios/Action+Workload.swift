extension Action {
  /// The same action with another workload in the place of one.
  func replacing(_ old: Workload, by new: Workload) -> Action {
    func workload(_ present: Workload) -> Workload { present == old ? new : present }
    func victim(_ present: Victim) -> Victim {
      Victim(workload: workload(present.workload), index: present.index)
    }
    switch self {
    case .apply(let present): return .apply(workload(present))
    case .scale(let present, let count): return .scale(workload(present), count)
    case .setImage(let present, let number): return .setImage(workload(present), number)
    case .breakImage(let present): return .breakImage(workload(present))
    case .breakCommand(let present): return .breakCommand(workload(present))
    case .mendCommand(let present): return .mendCommand(workload(present))
    case .undo(let present): return .undo(workload(present))
    case .restart(let present): return .restart(workload(present))
    case .setPartition(let present, let place): return .setPartition(workload(present), place)
    case .pause(let present): return .pause(workload(present))
    case .resume(let present): return .resume(workload(present))
    case .deleteSet(let present, let cascade): return .deleteSet(workload(present), cascade)
    case .exposeUnready(let present, let isWanted):
      return .exposeUnready(workload(present), isWanted)
    case .setRetention(let present, let whenScaled, let whenDeleted):
      return .setRetention(workload(present), whenScaled, whenDeleted)
    case .deleteAll(let present): return .deleteAll(workload(present))
    case .deletePod(let present, let deletion): return .deletePod(victim(present), deletion)
    case .endMain(let present): return .endMain(victim(present))
    case .makeUnready(let present): return .makeUnready(victim(present))
    case .makeReady(let present): return .makeReady(workload(present))
    case .relabel(let present): return .relabel(victim(present))
    case .deleteStrays(let present): return .deleteStrays(workload(present))
    case .deleteClaim(let present, let index): return .deleteClaim(workload(present), index)
    case .cordon, .uncordon, .drain, .crash, .start, .crashControlPlane, .startControlPlane, .cut,
      .heal, .taint, .untaint, .takeOut, .takeBack, .removeNode:
      return self
    }
  }
}
