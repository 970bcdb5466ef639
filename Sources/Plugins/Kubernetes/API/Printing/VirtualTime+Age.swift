public import Simulation

extension VirtualTime {
  /// How long ago `time` was, as tables show it; `<unknown>` for no time.
  public func age(of time: VirtualTime?) -> String {
    guard let time else { return "<unknown>" }
    return (self - time).human
  }
}
