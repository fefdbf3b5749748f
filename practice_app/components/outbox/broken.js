// @ts-check
// When an upload has to be begun again: what S3 and the API say of it, for everything that is sent by parts.
import { ApiError } from "./api.js";

/** What S3 had is gone, or (`unfit`) of no use even if it is there: the upload has to be begun again. */
export class UploadGone extends Error {
  constructor(unfit = false) {
    super("the upload has to be begun again");
    this.unfit = unfit;
  }
}

/** How the API calls it that S3 forgot the upload, or has not what was sent. */
const GONE = ["upload_gone", "upload_incomplete"];

/** @param {string | undefined} code of what the API refused */
export const isGoneByName = (code) => GONE.includes(code ?? "");

/**
 * @param {unknown} error
 * @returns {boolean} S3 or the API no longer knows the multipart upload
 */
export function isGone(error) {
  return error instanceof ApiError && (error.status === 404 || ["NoSuchUpload", "upload_gone"].includes(error.code));
}

/**
 * What S3 says when what it has and what we send do not go together, and never will: some can't replace a part.
 * @param {unknown} error
 */
export const doesNotFit = (error) =>
  error instanceof ApiError && [400, 405, 409, 410, 412, 413, 416, 501].includes(error.status);

/**
 * An upload whose disk was full takes no more parts, and answers each of them with 403 or 500 for ever. Once may be chance; a
 * second time with nothing between that went, what S3 has is of no use. A 403 is that of an address that was too old first.
 * @param {unknown} error @param {number} signed how often the part was given an address
 */
export const seemsBroken = (error, signed) =>
  error instanceof ApiError && (error.status === 500 || (error.status === 403 && signed > 1));
