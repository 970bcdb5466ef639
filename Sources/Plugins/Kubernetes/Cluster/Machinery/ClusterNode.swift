public import Simulation

/// A machine of the cluster that runs pods.
public final class ClusterNode {
  /// `node-1`.
  public let name: String
  /// The number in the name, from 1 on.
  public let number: Int
  /// Its place on the network, and its power.
  public let host: Host
  /// The range from which the node's pods get their addresses: `10.244.1.0/24`.
  let podRange: String
  /// How many addresses the range has for pods.
  let podAddressCount: Int64
  private let firstPodAddress: UInt32

  init(name: String, number: Int, host: Host, podsPerNode: Int64) {
    self.name = name
    self.number = number
    self.host = host
    // A range of 256 addresses each, as kubeadm gives; wider ones when a node takes more pods.
    var bits: UInt32 = 8
    while bits < 20, Int64(1) << Int64(bits) < podsPerNode * 2 + 3 { bits += 1 }
    if podsPerNode <= 250 { bits = 8 }
    let base: UInt32 = bits == 8 ? 0x0af4_0000 : 0x0b00_0000
    let start = base &+ UInt32(truncatingIfNeeded: number) << bits
    firstPodAddress = start + 2
    podAddressCount = (Int64(1) << Int64(bits)) - 3
    podRange = ClusterNode.text(of: start) + "/\(32 - bits)"
  }

  /// The address that the pod with this place, counted from 0 on, gets on the node.
  public func podAddress(at place: Int64) -> String {
    ClusterNode.text(of: firstPodAddress &+ UInt32(truncatingIfNeeded: place))
  }

  static func text(of address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
  }
}
