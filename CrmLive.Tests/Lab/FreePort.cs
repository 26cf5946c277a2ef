using System.Net;
using System.Net.Sockets;

namespace CrmLive.Tests.Lab;

/// <summary>
/// Ports for servers that are started later, or stopped and started again. They come from below the range out of which the system serves outgoing
/// connections and "any port", so that nobody is given one of them between our asking and the server's listening, nor while it is down.
/// </summary>
public static class FreePort
{
    private const int First = 10_000, Many = 10_000;

    // Not from the beginning each time: another test run may be going on beside this one.
    private static int _next = Random.Shared.Next(Many);

    public static int Tcp() => Next(SocketType.Stream, ProtocolType.Tcp);

    public static int Udp() => Next(SocketType.Dgram, ProtocolType.Udp);

    private static int Next(SocketType type, ProtocolType protocol)
    {
        for (var tries = 0; tries < Many; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Many);
            using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }

        throw new InvalidOperationException($"No port of {First} to {First + Many} is free.");
    }
}
