import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("Many pods")
struct PodThroughputTests {
  private static func seconds(pods count: Int) throws -> Double {
    var configuration = ClusterConfiguration()
    configuration.podsPerNode = 5000
    let fixture = KubeletFixture(configuration: configuration)
    let clock = ContinuousClock()
    let duration = try clock.measure {
      for index in 0..<count {
        try fixture.makePod("pod-\(index)", node: "node-\(index % 3 + 1)")
      }
      fixture.run(.seconds(20))
    }
    let kubelets = fixture.agents.kubelets
    #expect(kubelets.reduce(0) { $0 + $1.runningContainers } == count)
    return Double(duration.components.seconds)
      + Double(duration.components.attoseconds) / 1e18
  }

  @Test("A pod costs the same among 2,000 as among 200")
  func costPerPod() throws {
    _ = try Self.seconds(pods: 200)
    let few = try Self.seconds(pods: 200) / 200
    let many = try Self.seconds(pods: 2000) / 2000
    #expect(many < few * 3, "\(few * 1e6) µs each among 200, \(many * 1e6) µs among 2,000")
  }
}
