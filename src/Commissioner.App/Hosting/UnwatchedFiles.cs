using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Commissioner.App.Hosting;

/// <summary>
/// The published files, which never change while the application runs. Watching them costs one of the few watches that a machine gives a
/// user, and where none is left every page that names a file's version would fail.
/// </summary>
internal sealed class UnwatchedFiles(IFileProvider files) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
