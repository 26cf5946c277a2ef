# CrmLive in a container: docker build -t crmlive . && docker run -p 5080:5080 -v crmlive:/data crmlive
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The front-end is built inside dotnet build.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /source
COPY . .
RUN dotnet publish CrmLive.Web -c Release -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Time zones and cultures of the offices; pg_dump for backups of an office on PostgreSQL; curl for the health check.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata libicu-dev postgresql-client curl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown app:app /data
USER app
ENV ASPNETCORE_URLS=http://+:5080 Data__Folder=/data Sample__Enabled=false
EXPOSE 5080
VOLUME /data
# The runtime waits 30 s after SIGTERM by compose's setting; CrmLive needs at most 20.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD curl -fsS http://127.0.0.1:5080/health/live || exit 1
ENTRYPOINT ["dotnet", "CrmLive.Web.dll"]
