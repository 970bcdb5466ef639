import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("The objects that say where volumes are attached") struct AttachmentTests {
  @Test("What could not be announced, or is not announced any more, is announced again")
  func announcements() throws {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    fixture.create(Samples.pod("user", claim: "data"))
    fixture.run(seconds: 10)
    let first = try #require(fixture.server.list(VolumeAttachment.self).first)
    #expect(first.status.attached)
    func look() {
      let other = Samples.pod("other", claim: "data")
      other.spec.nodeName = first.spec.nodeName
      fixture.create(other)
      fixture.run(seconds: 3)
      fixture.deletePod("other")
      fixture.run(seconds: 3)
    }
    fixture.delete(.volumeAttachments, first.name)
    look()
    let second = try #require(fixture.server.list(VolumeAttachment.self).first)
    #expect(second.name == first.name && second.status.attached)
    let changed = second.copy()
    changed.status.attached = false
    _ = try fixture.server.updateStatus(changed)
    look()
    #expect(fixture.server.list(VolumeAttachment.self).first?.status.attached == true)
  }
}
